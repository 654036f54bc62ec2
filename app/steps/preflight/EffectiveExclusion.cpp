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

QString name(Standing standing)
{
    switch (standing) {
    case Standing::NotInScope:
        return QStringLiteral("notInScope");
    case Standing::ExcludedDirectly:
        return QStringLiteral("excludedDirectly");
    case Standing::ExcludedByGroup:
        return QStringLiteral("excludedByGroup");
    case Standing::ExcludedByRole:
        return QStringLiteral("excludedByRole");
    case Standing::Reached:
        return QStringLiteral("reached");
    }
    return {};
}

Standing standingOf(const QJsonObject &policy, const AccountInDirectory &account)
{
    const QJsonValue users = policy.value(QLatin1String("conditions"))[QLatin1String("users")];
    const bool isIncluded = holdsUser(users[QLatin1String("includeUsers")], account)
        || holdsGroup(users[QLatin1String("includeGroups")], account)
        || holdsRole(users[QLatin1String("includeRoles")], account)
        || (account.isGuest && users[QLatin1String("includeGuestsOrExternalUsers")].isObject());
    if (!isIncluded)
        return Standing::NotInScope;
    if (holdsUser(users[QLatin1String("excludeUsers")], account))
        return Standing::ExcludedDirectly;
    if (holdsGroup(users[QLatin1String("excludeGroups")], account))
        return Standing::ExcludedByGroup;
    if (holdsRole(users[QLatin1String("excludeRoles")], account))
        return Standing::ExcludedByRole;
    return Standing::Reached;
}

bool EffectiveExclusion::fromEveryPolicy() const
{
    return std::none_of(standings.begin(), standings.end(),
                        [](const PolicyStanding &at) { return at.standing == Standing::Reached; });
}

bool EffectiveExclusion::fromEveryBlockingPolicy() const
{
    return std::none_of(standings.begin(), standings.end(), [](const PolicyStanding &at) {
        return at.standing == Standing::Reached && at.blocks && at.isEnforced;
    });
}

bool EffectiveExclusion::wouldBeBlockedIfEnabled() const
{
    return std::any_of(standings.begin(), standings.end(), [](const PolicyStanding &at) {
        return at.standing == Standing::Reached && at.blocks && !at.isEnforced;
    });
}

EffectiveExclusion effectiveExclusion(const QList<QJsonObject> &policies, const AccountInDirectory &account)
{
    EffectiveExclusion exclusion;
    for (const QJsonObject &policy : policies) {
        const ReachOfPolicy reach = reachOf(policy);
        if (!reach.reachesPeople())
            continue;
        PolicyStanding at;
        at.policy = PolicyId(policy.value(QLatin1String("id")).toString());
        at.displayName = policy.value(QLatin1String("displayName")).toString();
        at.standing = standingOf(policy, account);
        at.isEnforced = reach.mode == PolicyMode::Enforced;
        at.blocks = policy.value(QLatin1String("grantControls"))[QLatin1String("builtInControls")].toArray().contains(
            QLatin1String("block"));
        exclusion.standings.append(at);
    }
    return exclusion;
}

} // namespace bg
