// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/RunRecord.h"
#include "app/plan/SeenUse.h"

#include <QHash>
#include <QList>

namespace bg {

// Which uses of the emergency accounts the records of this computer explain: the proof within the hour after a set-up
// or a rotation, the drill of that very account while it went on, and each use that somebody explained before. Pure.
class ExplainedUses {
public:
    static ExplainedUses by(const QList<RunRecord> &records);

    // From when on the log tells something new about that account: its newest drill, the newest rotation, or the first
    // set-up. Not valid: nothing was ever set up.
    QDateTime since(const ObjectId &account) const;
    // The use with its reason and the run that explains it; as it came where none does.
    SeenUse explained(SeenUse use) const;

private:
    struct Window {
        QDateTime from, until;
        UseReason reason = UseReason::Ours;
        ObjectId account; // empty: any
        QString runId;
    };
    QDateTime m_since;
    QHash<ObjectId, QDateTime> m_drilled;
    QList<Window> m_windows;
    QHash<QString, SeenUse> m_said; // by log entry
    QHash<QString, QString> m_saidIn; // run ids
};

} // namespace bg
