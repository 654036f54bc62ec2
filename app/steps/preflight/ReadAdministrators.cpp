// SPDX-License-Identifier: GPL-3.0-or-later
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

} // namespace

Result<void> readAdministrators(const Scene &scene)
{
    const auto active = activeHolders(scene);
    if (!active)
        return notRead(scene, active.error(), QStringLiteral("roleAssignmentScheduleInstances.list"));
    const auto eligible = eligibleHolders(scene);
    if (!eligible)
        return notRead(scene, eligible.error(), QStringLiteral("roleEligibilityScheduleInstances.list"));
    QList<ObjectId> others;
    for (const ObjectId &id : *active + *eligible)
        if (id != scene.person.objectId && !isEmergencyAccount(id, scene.tenant, scene.remembered.accounts))
            others.append(id);
    const auto users = Users(scene.graph).byIds(others, scene.stop);
    if (!users)
        return notRead(scene, users.error(), QStringLiteral("users.list"));

    QList<SeenAdministrator> seen;
    for (const User &user : *users)
        seen.append({ user.id, user.userPrincipalName, user.displayName, user.isEnabled, active->contains(user.id),
                      whyNotReset(user, scene.tenant), scene.remembered.resetsBegun.contains(user.id) });
    std::sort(seen.begin(), seen.end(), [](const SeenAdministrator &a, const SeenAdministrator &b) {
        return a.userPrincipalName < b.userPrincipalName;
    });
    scene.tenant.administrators = seen;
    return {};
}

} // namespace bg::preflight
