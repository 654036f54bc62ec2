// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>

namespace bg {

// What decides whether a policy reaches an account.
struct AccountInDirectory {
    ObjectId id;
    QSet<ObjectId> groups; // all, also through other groups
    QSet<QString> roles; // template ids of active roles, lower case
    bool isGuest = false;
};

// How one policy stands to one account.
enum class PolicyApplicability {
    NotInScope, // its users do not include the account
    ExcludedDirectly, // excludeUsers
    ExcludedByGroup, // excludeGroups, transitively
    ExcludedByRole, // excludeRoles, or excluded as a guest
    Reached,
};
QString name(PolicyApplicability applicability); // "excludedByGroup"

// Pure: the policy as Graph shows it. Exclusions of guests do not count: whether they cover one depends on its home
// tenant, and an emergency account is never a guest.
PolicyApplicability statusOf(const QJsonObject &policy, const AccountInDirectory &account);

struct ApplicabilityOfPolicy {
    PolicyId policy;
    QString displayName;
    PolicyApplicability applicability = PolicyApplicability::Reached;
    bool isEnforced = false;
    bool blocks = false; // grants nothing: built-in control "block"
};

// All policies and one account, and the three verdicts.
struct EffectiveExclusion {
    QList<ApplicabilityOfPolicy> applicabilities;

    bool fromEveryPolicy() const; // no policy that can reach people reaches it, in whatever state
    bool fromEveryBlockingPolicy() const; // no enforced policy with "block" reaches it
    bool wouldBeBlockedIfEnabled() const; // a policy with "block" that is off or reports only would reach it
};

// `policies`: as Graph shows them; those that never reach people are left out.
EffectiveExclusion effectiveExclusion(const QList<QJsonObject> &policies, const AccountInDirectory &account);

} // namespace bg
