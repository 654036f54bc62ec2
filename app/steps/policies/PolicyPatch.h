// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/PolicyVersion.h"

#include <QJsonObject>
#include <QStringList>

namespace bg {

// The smallest PATCH that makes a Conditional Access policy what it was. The service merges objects and replaces
// collections, and refuses a body with read-only members, so that only what differs is sent (conditionalaccesspolicy-
// update; error 1118). Pure.
struct PolicyPatch {
    QJsonObject body; // empty: it is as it was
    QList<MemberChange> changes;

    // null, absent and an empty list mean the same; lists are compared as sets. A policy that Microsoft manages accepts
    // its state and its exclusions only, so nothing else is compared there.
    static PolicyPatch from(const QJsonObject &now, const QJsonObject &then);
    QStringList lines() const; // "state: disabled -> enabled"
};

// The policy as it was, but with `group` among its excluded groups: what is put back must not reach our accounts. An
// empty group adds nothing.
QJsonObject withExclusion(QJsonObject policy, const ObjectId &group);

} // namespace bg
