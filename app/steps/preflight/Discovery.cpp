// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/Discovery.h"

#include "app/graph/Roles.h"
#include "app/graph/Users.h"
#include "app/model/DesiredState.h"
#include "app/plan/Eligibility.h"
#include "app/steps/preflight/EffectiveExclusion.h"
#include "app/steps/preflight/ReachOfPolicy.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

namespace {

constexpr int mostLookedAt = 20; // two requests each
constexpr int mostGroups = 5;
constexpr qsizetype mostMembers = 5; // a larger group is for something else; its Global Administrators still count

// Other administrators are excluded from a policy or two; pairs that grew over the years miss many exclusions.
bool isMost(int excluded, int policies)
{
    return excluded >= 2 && excluded * 3 >= policies;
}

QJsonArray excluded(const QJsonObject &policy, QLatin1String list)
{
    return policy[QLatin1String("conditions")][QLatin1String("users")][list].toArray();
}

} // namespace

Discovery::Discovery(GraphClient &graph, preflight::Administrators &administrators, const QList<QJsonObject> &policies,
                     const Remembered &remembered)
    : m_graph(graph), m_administrators(administrators), m_remembered(remembered)
{
    for (const QJsonObject &policy : policies)
        if (reachOf(policy).reachesPeople())
            m_policies.append(policy);
}

QList<ObjectId> Discovery::exclusionGroups() const
{
    QList<ObjectId> groups;
    QHash<ObjectId, int> counts;
    if (!m_remembered.group.isEmpty())
        groups.append(m_remembered.group);
    for (const QJsonObject &policy : m_policies)
        for (const QJsonValue &id : excluded(policy, QLatin1String("excludeGroups")))
            if (const ObjectId group(id.toString());
                isMost(++counts[group], int(m_policies.size())) && !groups.contains(group))
                groups.append(group);
    return groups.mid(0, mostGroups);
}

int Discovery::exclusionsOf(const ObjectId &user) const
{
    return int(std::count_if(m_policies.begin(), m_policies.end(), [&](const QJsonObject &policy) {
        const QJsonArray users = excluded(policy, QLatin1String("excludeUsers"));
        return std::any_of(users.begin(), users.end(),
                           [&](const QJsonValue &id) { return ObjectId(id.toString()) == user; });
    }));
}

// PIM's view tells permanent from activated; without it every assignment is permanent.
Result<void> Discovery::readHolders(std::stop_token stop)
{
    const auto list = m_administrators.read(m_graph, stop);
    if (!list)
        return fail(list.error());
    m_hasPim = list->isFromPim;
    for (const preflight::Administrator &one : list->all) {
        if (!one.isForWholeTenant)
            continue;
        if (!m_holders.contains(one.id))
            m_holderOrder.append(one.id);
        if (m_holders.value(one.id).role != QLatin1String("permanent"))
            m_holders[one.id] = { one.isPermanent ? QStringLiteral("permanent") : QStringLiteral("timeBound"),
                                  one.userPrincipalName };
    }
    return {};
}

Result<void> Discovery::readMembers(std::stop_token stop)
{
    for (const ObjectId &group : exclusionGroups()) {
        const auto members = Groups(m_graph).transitiveMembers(group, stop);
        if (!members && members.error().kind == Error::Kind::NotFound)
            continue; // deleted; the policies still name it
        if (!members)
            return fail(members.error());
        for (const GroupMember &member : *members) {
            const bool mayCount = members->size() <= mostMembers || m_holders.contains(member.id);
            if (member.type != QLatin1String("user") || !mayCount || m_groupOf.contains(member.id))
                continue;
            m_groupOf.insert(member.id, group);
            m_memberOrder.append(member.id);
        }
    }
    return {};
}

// Worth two more requests, the surest first.
QList<ObjectId> Discovery::candidates() const
{
    QList<ObjectId> ids = m_remembered.accounts + m_memberOrder;
    for (const ObjectId &id : m_holderOrder)
        if (m_holders[id].role == QLatin1String("permanent") && exclusionsOf(id) >= 2)
            ids.append(id);
    for (const ObjectId &id : m_holderOrder)
        if (m_holders[id].role == QLatin1String("permanent")
            && saysEmergency(m_holders[id].userPrincipalName.section(QLatin1Char('@'), 0, 0)))
            ids.append(id);
    QList<ObjectId> once;
    for (const ObjectId &id : ids)
        if (!once.contains(id))
            once.append(id);
    return once;
}

Result<QString> Discovery::roleOf(const ObjectId &id, std::stop_token stop)
{
    if (m_holders.contains(id))
        return m_holders[id].role;
    if (!m_hasPim)
        return QStringLiteral("none");
    return Roles(m_graph).eligibleInstances(id, stop).map([](const QList<RoleInstance> &eligible) {
        return eligible.isEmpty() ? QStringLiteral("none") : QStringLiteral("eligible");
    });
}

Result<void> Discovery::nameGroup(DiscoveredAccount &account, std::stop_token stop)
{
    const ObjectId id = m_groupOf.value(account.user.id);
    if (id.isEmpty())
        return {};
    if (!m_groups.contains(id)) {
        auto group = Groups(m_graph).byId(id, stop);
        if (!group)
            return fail(group.error());
        m_groups.insert(id, *group);
    }
    account.group = id;
    account.groupName = m_groups[id].displayName;
    account.groupIneligibility = whyIneligible(m_groups[id]);
    return {};
}

Result<DiscoveredAccount> Discovery::look(const ObjectId &id, std::stop_token stop)
{
    Users users(m_graph);
    DiscoveredAccount account;
    auto user = users.byId(id, stop);
    if (!user)
        return fail(user.error());
    account.user = *user;
    const auto memberships = users.transitiveMemberOf(id, stop);
    if (!memberships)
        return fail(memberships.error());
    auto role = roleOf(id, stop);
    if (!role)
        return fail(role.error());
    account.role = *role;
    if (auto named = nameGroup(account, stop); !named)
        return fail(named.error());

    AccountInDirectory place;
    place.id = id;
    for (const Membership &membership : *memberships)
        place.groups.insert(membership.id);
    // A policy for administrators is to reach an emergency account even while it lacks the role.
    place.roles.insert(globalAdministratorRole());
    for (const ApplicabilityOfPolicy &at : effectiveExclusion(m_policies, place).applicabilities) {
        if (at.applicability == PolicyApplicability::NotInScope)
            continue;
        ++account.policies;
        account.excluded += at.applicability == PolicyApplicability::ExcludedDirectly || at.applicability == PolicyApplicability::ExcludedByGroup;
    }
    account.foundBy = reasons(account);
    return account;
}

QList<FoundBy> Discovery::reasons(const DiscoveredAccount &account) const
{
    QList<FoundBy> by;
    const bool isPermanent = account.role == QLatin1String("permanent");
    if (m_remembered.accounts.contains(account.user.id))
        by.append(FoundBy::Record);
    if (!account.group.isEmpty())
        by.append(FoundBy::Group);
    if (isPermanent && isMost(account.excluded, account.policies))
        by.append(FoundBy::Exclusions);
    if (isPermanent && saysEmergency(account.user.userPrincipalName.value.section(QLatin1Char('@'), 0, 0)))
        by.append(FoundBy::Name);
    return by;
}

Result<QList<DiscoveredAccount>> Discovery::find(std::stop_token stop)
{
    if (auto read = readHolders(stop); !read)
        return fail(read.error());
    if (auto read = readMembers(stop); !read)
        return fail(read.error());
    QList<DiscoveredAccount> found;
    for (const ObjectId &id : candidates().mid(0, mostLookedAt)) {
        const auto account = look(id, stop);
        if (!account && account.error().kind == Error::Kind::NotFound)
            continue; // gone, or a group or an application that holds the role
        if (!account)
            return fail(account.error());
        if (!account->foundBy.isEmpty())
            found.append(*account);
    }
    std::stable_sort(found.begin(), found.end(), [](const DiscoveredAccount &a, const DiscoveredAccount &b) {
        return a.isLikely() != b.isLikely() ? a.isLikely() : a.foundBy.first() < b.foundBy.first();
    });
    return found;
}

} // namespace bg
