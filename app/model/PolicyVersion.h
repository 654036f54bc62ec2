// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/model/ObjectNames.h"

#include <QDateTime>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

namespace bg {

// One member of a policy that is otherwise than it was.
struct MemberChange {
    QString path; // "conditions.users.includeUsers"
    QJsonValue now, then; // null: nothing
    friend bool operator==(const MemberChange &, const MemberChange &) = default;
};

// A Conditional Access policy as it was before somebody changed it.
struct PolicyVersion {
    PolicyId policy;
    QString displayName; // as it was
    QDateTime until; // the change
    QString changedBy; // a person's or an application's name; empty where only this computer's journal tells of it
    QJsonObject json; // whole
    QList<MemberChange> differences; // from the policy as it is now; never empty

    friend bool operator==(const PolicyVersion &, const PolicyVersion &) = default;
};

struct PolicyHistory {
    QList<PolicyVersion> policies; // the newest change first
    bool isLogRead = true; // else only this computer's journals tell
    ObjectNames names; // of people, groups and roles in the differences
};

} // namespace bg
