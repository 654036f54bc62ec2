// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"

#include <QJsonValue>
#include <QList>
#include <QString>

namespace bg {

// One write that will happen: what the Review page shows and the plan hash covers.
struct PlannedWrite {
    StepId step;
    QString object; // the thing's name: an account's user name, a policy's display name
    QString objectId; // empty when it does not exist yet
    QString property; // "excludeGroups", "role", "fido2Methods", empty for the whole object
    QJsonValue before; // null: nothing was there. Never a secret
    QJsonValue after; // for secrets the text "new, sealed"
    QString alsoTouches; // whom else a tenant-wide setting touches; empty when nobody

    QJsonObject toJson() const;
    friend bool operator==(const PlannedWrite &, const PlannedWrite &) = default;
};

// SHA-256 over the canonical JSON of all writes, first eight hex digits as "5D0E-88B3".
QString planHash(const QList<PlannedWrite> &writes);

} // namespace bg
