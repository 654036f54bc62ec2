// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/Organization.h"
#include "app/steps/preflight/CheckNames.h"
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"
#include "app/steps/preflight/Scene.h"

#include <algorithm>

namespace bg::preflight {

namespace {

// Service plan ids of Entra ID P1 and P2, the same in every cloud.
const QLatin1String planP1("41781fb2-bc02-4b7c-bd55-b576c07bb09d");
const QLatin1String planP2("eec0eb4f-6444-4f95-aba0-50c24d67f998");

bool isUsable(const AssignedPlan &plan)
{
    return plan.capabilityStatus == QLatin1String("Enabled") || plan.capabilityStatus == QLatin1String("Warning");
}

bool is(const AssignedPlan &plan, QLatin1String id)
{
    return plan.servicePlanId.compare(id, Qt::CaseInsensitive) == 0;
}

void reportKind(const Scene &scene, const OrganizationProfile &profile)
{
    const QString evidence = QStringLiteral("tenantType ") + profile.tenantType;
    if (profile.tenantType == QLatin1String("AAD"))
        scene.report(fine(TenantSupported, evidence,
                          { { QStringLiteral("displayName"), profile.displayName },
                            { QStringLiteral("tenantId"), profile.id.value } }));
    else
        scene.report(stops(TenantUnsupported, evidence, { { QStringLiteral("tenantType"), profile.tenantType } }));
}

void reportDomain(const Scene &scene, const OrganizationProfile &profile)
{
    const QStringList rules{ QStringLiteral("S8"), QStringLiteral("S45"), QStringLiteral("S69"),
                             QStringLiteral("S122") };
    const auto &domains = profile.verifiedDomains;
    const auto initial
        = std::find_if(domains.begin(), domains.end(), [](const VerifiedDomain &at) { return at.isInitial; });
    if (initial == domains.end()) {
        scene.report(stops(DomainMissing, QStringLiteral("no verifiedDomain with isInitial"), {}, rules));
        return;
    }
    scene.tenant.initialDomain = initial->name;
    const QJsonObject facts{ { QStringLiteral("domain"), initial->name } };
    const QString evidence = QStringLiteral("verifiedDomains: %1 isInitial, %2").arg(initial->name, initial->type);
    if (initial->type.compare(QLatin1String("Federated"), Qt::CaseInsensitive) == 0)
        scene.report(stops(DomainInitialFederated, evidence, facts, { QStringLiteral("S9") }));
    else
        scene.report(fine(DomainInitial, evidence, facts, rules));

    // Same cloud's suffix: whatever follows the initial domain's first label.
    const QString suffix = initial->name.mid(initial->name.indexOf(QLatin1Char('.')));
    QJsonArray others;
    for (const VerifiedDomain &domain : domains)
        if (!domain.isInitial && domain.name.endsWith(suffix, Qt::CaseInsensitive))
            others.append(domain.name);
    if (!others.isEmpty())
        scene.report(note(DomainSeveral, QStringLiteral("%1 more domains with %2").arg(others.size()).arg(suffix),
                          { { QStringLiteral("domain"), initial->name }, { QStringLiteral("others"), others } },
                          rules));
}

void readLicence(const Scene &scene, const OrganizationProfile &profile)
{
    bool hasP1 = false, hasP2 = false;
    QJsonObject lapsed;
    for (const AssignedPlan &plan : profile.assignedPlans) {
        if (!is(plan, planP1) && !is(plan, planP2))
            continue;
        hasP1 = hasP1 || (isUsable(plan) && is(plan, planP1));
        hasP2 = hasP2 || (isUsable(plan) && is(plan, planP2));
        if (!isUsable(plan))
            lapsed = { { QStringLiteral("plan"), is(plan, planP2) ? QStringLiteral("P2") : QStringLiteral("P1") },
                       { QStringLiteral("status"), plan.capabilityStatus } };
    }
    scene.tenant.licence = hasP2 ? Licence::P2 : hasP1 ? Licence::P1 : Licence::Free;
    if (!hasP1 && !hasP2 && !lapsed.isEmpty())
        scene.report(youDecide(Severity::Warning, LicenceLapsed, QStringLiteral("assignedPlans"), lapsed,
                               { QStringLiteral("S133") }));
}

void reportSync(const Scene &scene, const OrganizationProfile &profile)
{
    const QStringList rules{ QStringLiteral("S6"), QStringLiteral("S9") };
    if (profile.hasDirectorySync)
        scene.report(note(DirectorySyncOn, QStringLiteral("onPremisesSyncEnabled true"), {}, rules));
    else
        scene.report(fine(DirectorySyncOff, QStringLiteral("onPremisesSyncEnabled not set"), {}, rules));
}

} // namespace

Result<void> checkTenant(const Scene &scene)
{
    const auto profile = Organization(scene.graph).profile(scene.stop);
    if (!profile)
        return fail(profile.error());
    scene.tenant.id = profile->id;
    scene.tenant.displayName = profile->displayName;
    scene.tenant.tenantType = profile->tenantType;
    scene.tenant.hasDirectorySync = profile->hasDirectorySync;
    for (const VerifiedDomain &domain : profile->verifiedDomains)
        if (domain.type == QLatin1String("Federated"))
            scene.tenant.federatedDomains.append(domain.name);
    reportKind(scene, *profile);
    reportDomain(scene, *profile);
    readLicence(scene, *profile);
    reportSync(scene, *profile);
    return scene.tenant.initialDomain.isEmpty() ? Result<void>() : checkNames(scene);
}

} // namespace bg::preflight
