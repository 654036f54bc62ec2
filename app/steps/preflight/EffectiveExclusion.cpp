// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/EffectiveExclusion.h"

#include "app/steps/preflight/ReachOfPolicy.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

namespace {

bool holdsUser(const QJsonValue &list, const AccountInDirectory &account)
{
    const QJsonArray ids = list.toArray();
    return std::any_of(ids.begin(), ids.end(), [&](const QJsonValue &id) {
        if (id == QLatin1String("All"))
            return true;
        if (id == QLatin1String("GuestsOrExternalUsers"))
            return account.isGuest;
        return ObjectId(id.toString()) == account.id;
    });
}

bool holdsGroup(const QJsonValue &list, const AccountInDirectory &account)
{
    const QJsonArray ids = list.toArray();
    return std::any_of(ids.begin(), ids.end(),
                       [&](const QJsonValue &id) { return account.groups.contains(ObjectId(id.toString())); });
}

bool holdsRole(const QJsonValue &list, const AccountInDirectory &account)
{
    const QJsonArray ids = list.toArray();
    return std::any_of(ids.begin(), ids.end(),
                       [&](const QJsonValue &id) { return account.roles.contains(id.toString().toLower()); });
}

} // namespace

QString name(PolicyApplicability applicability)
{
    switch (applicability) {
    case PolicyApplicability::NotInScope:
        return QStringLiteral("notInScope");
    case PolicyApplicability::ExcludedDirectly:
        return QStringLiteral("excludedDirectly");
    case PolicyApplicability::ExcludedByGroup:
        return QStringLiteral("excludedByGroup");
    case PolicyApplicability::ExcludedByRole:
        return QStringLiteral("excludedByRole");
    case PolicyApplicability::Reached:
        return QStringLiteral("reached");
    }
    return {};
}

PolicyApplicability statusOf(const QJsonObject &policy, const AccountInDirectory &account)
{
    const QJsonValue users = policy.value(QLatin1String("conditions"))[QLatin1String("users")];
    const bool isIncluded = holdsUser(users[QLatin1String("includeUsers")], account)
        || holdsGroup(users[QLatin1String("includeGroups")], account)
        || holdsRole(users[QLatin1String("includeRoles")], account)
        || (account.isGuest && users[QLatin1String("includeGuestsOrExternalUsers")].isObject());
    if (!isIncluded)
        return PolicyApplicability::NotInScope;
    if (holdsUser(users[QLatin1String("excludeUsers")], account))
        return PolicyApplicability::ExcludedDirectly;
    if (holdsGroup(users[QLatin1String("excludeGroups")], account))
        return PolicyApplicability::ExcludedByGroup;
    if (holdsRole(users[QLatin1String("excludeRoles")], account))
        return PolicyApplicability::ExcludedByRole;
    return PolicyApplicability::Reached;
}

bool EffectiveExclusion::fromEveryPolicy() const
{
    return std::none_of(applicabilities.begin(), applicabilities.end(),
                        [](const ApplicabilityOfPolicy &at) { return at.applicability == PolicyApplicability::Reached; });
}

bool EffectiveExclusion::fromEveryBlockingPolicy() const
{
    return std::none_of(applicabilities.begin(), applicabilities.end(), [](const ApplicabilityOfPolicy &at) {
        return at.applicability == PolicyApplicability::Reached && at.blocks && at.isEnforced;
    });
}

bool EffectiveExclusion::wouldBeBlockedIfEnabled() const
{
    return std::any_of(applicabilities.begin(), applicabilities.end(), [](const ApplicabilityOfPolicy &at) {
        return at.applicability == PolicyApplicability::Reached && at.blocks && !at.isEnforced;
    });
}

EffectiveExclusion effectiveExclusion(const QList<QJsonObject> &policies, const AccountInDirectory &account)
{
    EffectiveExclusion exclusion;
    for (const QJsonObject &policy : policies) {
        const ReachOfPolicy reach = reachOf(policy);
        if (!reach.reachesPeople())
            continue;
        ApplicabilityOfPolicy at;
        at.policy = PolicyId(policy.value(QLatin1String("id")).toString());
        at.displayName = policy.value(QLatin1String("displayName")).toString();
        at.applicability = statusOf(policy, account);
        at.isEnforced = reach.mode == PolicyMode::Enforced;
        at.blocks = policy.value(QLatin1String("grantControls"))[QLatin1String("builtInControls")].toArray().contains(
            QLatin1String("block"));
        exclusion.applicabilities.append(at);
    }
    return exclusion;
}

} // namespace bg
