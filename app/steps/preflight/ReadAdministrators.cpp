// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/Groups.h"
#include "app/graph/Roles.h"
#include "app/graph/Users.h"
#include "app/plan/Repair.h"
#include "app/plan/ResetRefusal.h"
#include "app/steps/preflight/Scene.h"

#include <QSet>

#include <algorithm>

namespace bg::preflight {

namespace {

Result<QSet<ObjectId>> activeHolders(const Scene &scene)
{
    const auto list = scene.administrators.read(scene.graph, scene.stop);
    if (!list)
        return fail(list.error());
    QSet<ObjectId> holders;
    for (const Administrator &one : list->all)
        if (one.isForWholeTenant)
            holders.insert(one.id);
    return holders;
}

// Where there is PIM, most people hold the role for hours only.
Result<QSet<ObjectId>> eligibleHolders(const Scene &scene)
{
    const auto list = Roles(scene.graph).eligibleInstances(scene.stop);
    if (!list && list.error().kind != Error::Kind::NotLicensed)
        return fail(list.error());
    QSet<ObjectId> holders;
    for (const RoleInstance &one : list.value_or(QList<RoleInstance>()))
        if (one.directoryScopeId == QLatin1String("/"))
            holders.insert(one.principal);
    return holders;
}

// Who holds the role, and who may activate it.
struct Holders {
    QSet<ObjectId> active, eligible;
};

// A group that holds the role holds it for the people in it. What is no group is an application, or gone.
Result<void> addMembers(Holders &holders, const ObjectId &group, const Scene &scene)
{
    const auto members = Groups(scene.graph).transitiveMembers(group, scene.stop);
    if (!members && members.error().kind != Error::Kind::NotFound)
        return fail(members.error());
    QSet<ObjectId> &alike = holders.active.contains(group) ? holders.active : holders.eligible;
    for (const GroupMember &member : members.value_or(QList<GroupMember>()))
        if (member.type == QLatin1String("user"))
            alike.insert(member.id);
    return {};
}

// Of these, those whom a repair may reset: neither whoever is at work, nor an emergency account.
QList<ObjectId> others(const QSet<ObjectId> &ids, const Scene &scene)
{
    QList<ObjectId> some;
    for (const ObjectId &id : ids)
        if (id != scene.person.objectId && !isEmergencyAccount(id, scene.tenant, scene.remembered.accounts))
            some.append(id);
    return some;
}

// The people among the holders, then the people in the groups among them.
Result<QList<User>> people(Holders &holders, const Scene &scene)
{
    const QSet<ObjectId> principals = holders.active + holders.eligible;
    auto users = Users(scene.graph).byIds(others(principals, scene), scene.stop);
    if (!users)
        return users;
    QSet<ObjectId> rest = principals;
    for (const User &user : std::as_const(*users))
        rest.remove(user.id);
    for (const ObjectId &id : others(rest, scene))
        if (auto added = addMembers(holders, id, scene); !added)
            return fail(added.error());
    const auto inGroups
        = Users(scene.graph).byIds(others(holders.active + holders.eligible - principals, scene), scene.stop);
    if (!inGroups)
        return inGroups;
    return *users + *inGroups;
}

} // namespace

Result<void> readAdministrators(const Scene &scene)
{
    const auto active = activeHolders(scene);
    if (!active)
        return notRead(scene, active.error(), QStringLiteral("roleAssignmentScheduleInstances.list"));
    const auto eligible = eligibleHolders(scene);
    if (!eligible)
        return notRead(scene, eligible.error(), QStringLiteral("roleEligibilityScheduleInstances.list"));
    Holders holders{ *active, *eligible };
    const auto users = people(holders, scene);
    if (!users)
        return notRead(scene, users.error(), QStringLiteral("users.list"));

    QList<SeenAdministrator> seen;
    for (const User &user : *users)
        seen.append({ user.id, user.userPrincipalName, user.displayName, user.isEnabled,
                      holders.active.contains(user.id), whyNotReset(user, scene.tenant),
                      scene.remembered.resetsBegun.contains(user.id) });
    std::sort(seen.begin(), seen.end(), [](const SeenAdministrator &a, const SeenAdministrator &b) {
        return a.userPrincipalName < b.userPrincipalName;
    });
    scene.tenant.administrators = seen;
    return {};
}

} // namespace bg::preflight
