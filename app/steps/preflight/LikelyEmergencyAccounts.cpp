// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/LikelyEmergencyAccounts.h"

#include "app/graph/Roles.h"
#include "app/graph/Users.h"
#include "app/steps/preflight/EffectiveExclusion.h"
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"

namespace bg::preflight {

namespace {

constexpr int mostLookedAt = 20; // three requests each

Result<QList<ObjectId>> permanentAdministrators(const Scene &scene)
{
    Roles roles(scene.graph);
    QList<ObjectId> ids;
    const auto instances = roles.activeInstances(scene.stop);
    if (instances) {
        for (const RoleInstance &instance : *instances)
            if (instance.isPermanent())
                ids.append(instance.principal);
        return ids;
    }
    if (instances.error().kind != Error::Kind::NotLicensed)
        return fail(instances.error());
    const auto assignments = roles.globalAdministrators(scene.stop);
    if (!assignments)
        return fail(assignments.error());
    for (const RoleAssignment &assignment : *assignments)
        if (assignment.directoryScopeId == QLatin1String("/"))
            ids.append(assignment.principal);
    return ids;
}

Result<AccountInDirectory> inDirectory(const Scene &scene, const ObjectId &id)
{
    const auto memberships = Users(scene.graph).transitiveMemberOf(id, scene.stop);
    if (!memberships)
        return fail(memberships.error());
    AccountInDirectory account;
    account.id = id;
    for (const Membership &membership : *memberships)
        account.groups.insert(membership.id);
    account.roles.insert(globalAdministratorRole());
    return account;
}

Result<void> judge(const Scene &scene, const ObjectId &id, const QList<QJsonObject> &policies)
{
    const auto account = inDirectory(scene, id);
    if (!account) // a group or an application that holds the role, or a user who is gone
        return account.error().kind == Error::Kind::NotFound ? Result<void>() : fail(account.error());
    int excluded = 0, meant = 0; // of the policies that would reach it, were it not excluded
    for (const PolicyStanding &at : effectiveExclusion(policies, *account).standings) {
        if (at.standing == Standing::NotInScope)
            continue;
        ++meant;
        excluded += at.standing == Standing::ExcludedDirectly || at.standing == Standing::ExcludedByGroup ? 1 : 0;
    }
    // Other administrators are excluded from a policy or two; pairs that grew over the years miss many exclusions.
    if (excluded < 2 || excluded * 3 < meant)
        return {};
    const auto user = Users(scene.graph).byId(id, scene.stop);
    if (!user)
        return fail(user.error());
    scene.report(youDecide(Severity::Note, AccountLooksLikeEmergency,
                           QStringLiteral("roleAssignments, excludeUsers, excludeGroups"),
                           { { QStringLiteral("userPrincipalName"), user->userPrincipalName.value },
                             { QStringLiteral("objectId"), id.value },
                             { QStringLiteral("excluded"), excluded },
                             { QStringLiteral("policies"), meant } },
                           { QStringLiteral("S1"), QStringLiteral("S23") }));
    return {};
}

} // namespace

Result<void> findLikelyEmergencyAccounts(const Scene &scene, const QList<ConditionalAccessPolicy> &policies)
{
    const auto administrators = permanentAdministrators(scene);
    if (!administrators)
        return notRead(scene, administrators.error(), QStringLiteral("roleAssignmentScheduleInstances.list"));
    QList<QJsonObject> bare;
    for (const ConditionalAccessPolicy &policy : policies)
        bare.append(policy.json);
    for (const ObjectId &id : administrators->mid(0, mostLookedAt)) {
        if (id == scene.person.objectId)
            continue;
        if (const auto judged = judge(scene, id, bare); !judged)
            return notRead(scene, judged.error(), QStringLiteral("users.transitiveMemberOf.list"));
    }
    return {};
}

} // namespace bg::preflight
