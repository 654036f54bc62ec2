// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/RoleRules.h"
#include "app/graph/Roles.h"
#include "app/graph/Users.h"
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"
#include "app/steps/preflight/Scene.h"

#include <QSet>

#include <algorithm>

namespace bg::preflight {

namespace {

constexpr int mostAdvised = 5; // "fewer than five Global Administrators"

struct Hold {
    RoleHeld held = RoleHeld::None;
    std::optional<QDateTime> end;
};

// Roles that come through a group are not among one's own assignments.
Result<Hold> heldThroughGroups(const Scene &scene)
{
    const auto memberships = Users(scene.graph).transitiveMemberOf(scene.person.objectId, scene.stop);
    if (!memberships)
        return fail(memberships.error());
    const bool isHolder = std::any_of(memberships->begin(), memberships->end(), [](const Membership &membership) {
        return membership.roleTemplateId.compare(globalAdministratorRole(), Qt::CaseInsensitive) == 0;
    });
    return Hold{ isHolder ? RoleHeld::Active : RoleHeld::None, std::nullopt };
}

// One's own are shown to everybody; those of all only to who holds a role already, which an eligible one does not.
Result<Hold> heldDirectly(const Scene &scene)
{
    Roles roles(scene.graph);
    const auto instances = roles.activeInstances(scene.person.objectId, scene.stop);
    if (!instances && instances.error().kind != Error::Kind::NotLicensed)
        return fail(instances.error());
    if (instances) {
        for (const RoleInstance &one : *instances)
            if (one.directoryScopeId == QLatin1String("/"))
                return Hold{ RoleHeld::Active, one.end };
        return Hold{};
    }
    const auto assignments = roles.assignments(scene.person.objectId, scene.stop);
    if (!assignments)
        return fail(assignments.error());
    for (const RoleAssignment &one : *assignments)
        if (one.directoryScopeId == QLatin1String("/"))
            return Hold{ RoleHeld::Active, std::nullopt };
    return Hold{};
}

Result<bool> isEligible(const Scene &scene)
{
    const auto eligible = Roles(scene.graph).eligibleInstances(scene.person.objectId, scene.stop);
    if (eligible)
        return !eligible->isEmpty();
    return eligible.error().kind == Error::Kind::NotLicensed ? Result<bool>(false) : fail(eligible.error());
}

Result<Hold> held(const Scene &scene)
{
    auto hold = heldDirectly(scene);
    if (!hold || hold->held != RoleHeld::None)
        return hold;
    hold = heldThroughGroups(scene);
    if (!hold || hold->held != RoleHeld::None)
        return hold;
    return isEligible(scene).map([](bool can) {
        return Hold{ can ? RoleHeld::Eligible : RoleHeld::None, std::nullopt };
    });
}

Result<void> reportEligible(const Scene &scene, QJsonObject facts)
{
    const auto rules = RoleRules(scene.graph).globalAdministrator(scene.stop);
    if (rules) {
        facts.insert(QStringLiteral("asks"), QJsonArray::fromStringList(rules->activationAsks));
        facts.insert(QStringLiteral("approval"), rules->activationNeedsApproval);
        facts.insert(QStringLiteral("maximumDuration"), rules->activationDuration);
    }
    scene.report(
        stops(OperatorEligible, QStringLiteral("roleEligibilityScheduleInstances"), facts, { QStringLiteral("S108") }));
    return rules ? Result<void>()
                 : notRead(scene, rules.error(), QStringLiteral("roleManagementPolicyAssignments.list"));
}

Result<void> countAdministrators(const Scene &scene)
{
    const auto list = scene.administrators.read(scene.graph, scene.stop);
    if (!list)
        return notRead(scene, list.error(), QStringLiteral("roleAssignmentScheduleInstances.list"));
    QSet<ObjectId> holders;
    for (const Administrator &one : list->all)
        if (one.isForWholeTenant)
            holders.insert(one.id);
    const int count = int(holders.size());
    const auto &accounts = scene.desired.accounts;
    const int more = int(std::count_if(accounts.begin(), accounts.end(), [&](const AccountChoice &choice) {
        return !choice.adopted || !holders.contains(*choice.adopted);
    }));
    scene.tenant.globalAdministrators = count;
    const QJsonObject facts{ { QStringLiteral("count"), count }, { QStringLiteral("after"), count + more } };
    const QString evidence = QStringLiteral("roleAssignments: %1").arg(count);
    const QStringList rules{ QStringLiteral("S1"), QStringLiteral("S6") };
    if (count == 1)
        scene.report(note(AdministratorsOne, evidence, facts, rules));
    else if (count + more >= mostAdvised)
        scene.report(youDecide(Severity::Note, AdministratorsMany, evidence, facts, rules));
    else
        scene.report(fine(AdministratorsFew, evidence, facts, rules));
    return {};
}

} // namespace

Result<void> checkOperator(const Scene &scene)
{
    if (scene.person.isApplication) // it changes nothing, so it needs no role
        return countAdministrators(scene);
    const QStringList rules{ QStringLiteral("S108") };
    const QJsonObject facts{ { QStringLiteral("userPrincipalName"), scene.person.userName } };
    const auto hold = held(scene);
    if (!hold) {
        if (auto checked = notRead(scene, hold.error(), QStringLiteral("roleAssignmentScheduleInstances.list"));
            !checked)
            return checked;
        return countAdministrators(scene);
    }
    scene.tenant.globalAdministrator = hold->held;
    switch (hold->held) {
    case RoleHeld::Active:
        if (hold->end) {
            QJsonObject until = facts;
            until.insert(QStringLiteral("end"), hold->end->toString(Qt::ISODate));
            scene.report(note(OperatorActiveUntil, QStringLiteral("endDateTime"), until, rules));
        } else {
            scene.report(fine(OperatorActive, QStringLiteral("Global Administrator, active"), facts, rules));
        }
        break;
    case RoleHeld::Eligible:
        return reportEligible(scene, facts);
    case RoleHeld::None:
        scene.report(stops(OperatorNotAdministrator, QStringLiteral("no assignment, no eligibility"), facts, rules));
        return {};
    }
    return countAdministrators(scene);
}

} // namespace bg::preflight
