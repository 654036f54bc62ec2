// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"
#include "app/model/RunRecord.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

struct StoredRun;

// A run of this tenant that ended in the middle: what is known of it without asking the directory.
struct UnfinishedRun {
    QString runId;
    Mode mode = Mode::Provision;
    QDateTime started; // UTC
    std::optional<StepId> lastStep; // the last one that its journal names
    QString journalFile;
    QStringList userPrincipalNames; // of its accounts, in order
    QString exclusionGroup;
    std::optional<DesiredState> choices; // what was chosen; nothing where the journal does not tell

    static UnfinishedRun of(const StoredRun &run);
};

} // namespace bg
