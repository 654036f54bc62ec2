// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/RoleRules.h"
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"
#include "app/steps/preflight/Scene.h"

namespace bg::preflight {

namespace {

void reportPermanence(const Scene &scene, const GlobalAdministratorRules &rules)
{
    const QStringList asked{ QStringLiteral("S18"), QStringLiteral("S47"), QStringLiteral("S70"),
                             QStringLiteral("S125") };
    const QString evidence = QStringLiteral("Expiration_Admin_Assignment");
    if (rules.permitsPermanent) {
        scene.report(fine(PimPermits, evidence, {}, asked));
        return;
    }
    const auto finding = [&](const QString &choice) {
        return QJsonObject{ { QStringLiteral("maximumDuration"), rules.maximumDuration },
                            { QStringLiteral("choice"), choice } };
    };
    switch (scene.desired.pimRule) {
    case PimRuleChoice::Direct:
        scene.report(youDecide(Severity::Advice, PimForbids, evidence, finding(QStringLiteral("direct")), asked));
        return;
    case PimRuleChoice::Change:
        scene.report(youDecide(Severity::Advice, PimForbids, evidence, finding(QStringLiteral("change")), asked));
        return;
    case PimRuleChoice::Stop:
        scene.report(stops(PimForbids, evidence, finding(QStringLiteral("stop")), asked));
        return;
    }
}

} // namespace

Result<void> checkRoleRules(const Scene &scene)
{
    const auto rules = RoleRules(scene.graph).globalAdministrator(scene.stop);
    if (!rules && rules.error().kind == Error::Kind::NotLicensed) {
        scene.hasPim = false;
        scene.report(note(PimAbsent, rules.error().serviceCode, {}, { QStringLiteral("S18") }));
        return {};
    }
    if (!rules)
        return notRead(scene, rules.error(), QStringLiteral("roleManagementPolicyAssignments.list"));

    scene.hasPim = true;
    scene.tenant.pimPermitsPermanent = rules->permitsPermanent;
    scene.tenant.pimAsksForTicket = rules->assignmentAsks.contains(QLatin1String("Ticketing"));
    reportPermanence(scene, *rules);
    const QString evidence
        = QStringLiteral("Enablement_Admin_Assignment: ") + rules->assignmentAsks.join(QLatin1String(", "));
    if (scene.tenant.pimAsksForTicket)
        scene.report(note(PimAsksTicket, evidence));
    if (rules->assignmentAsks.contains(QLatin1String("MultiFactorAuthentication")))
        scene.report(note(PimAsksMfa, evidence));
    return {};
}

} // namespace bg::preflight
