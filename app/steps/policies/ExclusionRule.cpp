// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/ExclusionRule.h"

#include "app/steps/policies/DeadGroups.h"
#include "app/steps/preflight/EffectiveExclusion.h"
#include "app/steps/preflight/ReachOfPolicy.h"

#include <QJsonArray>

namespace bg {

namespace {

QJsonObject withExcludeGroups(QJsonObject policy, const QJsonArray &groups)
{
    QJsonObject conditions = policy[QStringLiteral("conditions")].toObject();
    QJsonObject users = conditions[QStringLiteral("users")].toObject();
    users[QStringLiteral("excludeGroups")] = groups;
    conditions[QStringLiteral("users")] = users;
    policy[QStringLiteral("conditions")] = conditions;
    return policy;
}

} // namespace

bool ExclusionRule::isLacking(const ConditionalAccessPolicy &policy) const
{
    return reachOf(policy.json).reachesPeople() && !isGuard(policy) && !isIn(policy);
}

bool ExclusionRule::isIn(const ConditionalAccessPolicy &policy) const
{
    const ObjectId group = m_context.runState.groupId();
    return !group.isEmpty() && policy.excludeGroups.contains(group);
}

bool ExclusionRule::reachesAccounts(const ConditionalAccessPolicy &policy) const
{
    if (!reachOf(policy.json).reachesPeople() || isGuard(policy))
        return false;
    const ObjectId group = m_context.runState.groupId();
    const QStringList members = m_context.runState.groupMembers();
    for (const ObjectId &id : m_context.runState.accountIds()) {
        AccountInDirectory account{ id, {}, { globalAdministratorRole() }, false };
        if (!group.isEmpty() && members.contains(id.value, Qt::CaseInsensitive))
            account.groups.insert(group);
        if (statusOf(policy.json, account) == PolicyApplicability::Reached)
            return true;
    }
    return false;
}

ConditionalAccessPolicy ExclusionRule::withoutOurDeadGroup(ConditionalAccessPolicy policy) const
{
    const QList<ObjectId> dead = deadGroups(m_context);
    if (policy.excludeGroups.removeIf([&](const ObjectId &one) { return dead.contains(one); }) > 0)
        policy.json = withExcludeGroups(policy.json, jsonOf(policy.excludeGroups));
    return policy;
}

bool ExclusionRule::isGuard(const ConditionalAccessPolicy &policy) const
{
    const ObjectId group = m_context.runState.groupId();
    const QJsonObject users = policy.json[QStringLiteral("conditions")].toObject()[QStringLiteral("users")].toObject();
    const QJsonArray groups = users[QStringLiteral("includeGroups")].toArray();
    return !group.isEmpty() && groups.size() == 1 && ObjectId(groups.first().toString()) == group
        && users[QStringLiteral("includeUsers")].toArray().isEmpty()
        && users[QStringLiteral("includeRoles")].toArray().isEmpty();
}

ExclusionWrite ExclusionRule::writeTo(const ConditionalAccessPolicy &policy) const
{
    ExclusionWrite write{
        policy.id, policy.displayName,      withoutOurDeadGroup(policy).excludeGroups, m_context.runState.groupId(),
        {},        m_context.clock.utcNow()
    };
    for (const ObjectId &group : policy.excludeGroups)
        if (!write.sent.contains(group))
            write.dropped.append(group);
    write.sent.append(write.group);
    return write;
}

} // namespace bg
