// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/AuthenticationMethodsPolicy.h"
#include "app/graph/AuthorizationPolicy.h"
#include "app/graph/SecurityDefaults.h"
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"
#include "app/steps/preflight/Scene.h"

namespace bg::preflight {

namespace {

Result<void> checkSecurityDefaults(const Scene &scene)
{
    const QStringList rules{ QStringLiteral("S137"), QStringLiteral("S138") };
    const auto isOn = SecurityDefaults(scene.graph).isEnabled(scene.stop);
    if (!isOn)
        return notRead(scene, isOn.error(), QStringLiteral("securityDefaults.get"));
    scene.tenant.hasSecurityDefaults = *isOn;
    if (*isOn)
        scene.report(youDecide(Severity::Note, SecurityDefaultsOn, QStringLiteral("isEnabled true"), {}, rules));
    else
        scene.report(fine(SecurityDefaultsOff, QStringLiteral("isEnabled false"), {}, rules));
    return {};
}

// Only beta knows the system-preferred method; the campaign is in both.
Result<void> checkNudges(const Scene &scene)
{
    AuthenticationMethodsPolicy policies(scene.graph);
    auto policy = policies.policy(ApiVersion::Beta, scene.stop);
    if (!policy && !policy.error().isCancelled())
        policy = policies.policy(ApiVersion::V1, scene.stop);
    if (!policy)
        return notRead(scene, policy.error(), QStringLiteral("authenticationMethodsPolicy.get"));

    const RegistrationCampaign &campaign = policy->campaign;
    const QString evidence = QStringLiteral("registrationCampaign ") + campaign.state;
    const QStringList rules{ QStringLiteral("S11"), QStringLiteral("S34"), QStringLiteral("S67") };
    if (campaign.isRunning())
        scene.report(wizardWillDo(
            CampaignOn, evidence,
            { { QStringLiteral("state"), campaign.state }, { QStringLiteral("snoozeDays"), campaign.snoozeDays } },
            rules));
    else
        scene.report(fine(CampaignOff, evidence, {}, rules));

    const QString &preferred = policy->systemPreferredState;
    if (!preferred.isEmpty() && preferred != QLatin1String("disabled"))
        scene.report(note(SystemPreferred, QStringLiteral("systemCredentialPreferences ") + preferred,
                          { { QStringLiteral("state"), preferred } }));
    return {};
}

Result<void> checkReset(const Scene &scene)
{
    const QStringList rules{ QStringLiteral("S34") };
    const auto permits = AuthorizationPolicy(scene.graph).permitsPasswordResetByAdministrators(scene.stop);
    if (!permits)
        return notRead(scene, permits.error(), QStringLiteral("authorizationPolicy.get"));
    if (*permits)
        scene.report(
            youDecide(Severity::Note, ResetByAdministrators, QStringLiteral("allowedToUseSSPR true"), {}, rules));
    else
        scene.report(fine(ResetByAdministratorsOff, QStringLiteral("allowedToUseSSPR false"), {}, rules));
    return {};
}

} // namespace

Result<void> checkGates(const Scene &scene)
{
    for (const auto check : { checkSecurityDefaults, checkNudges, checkReset })
        if (auto checked = check(scene); !checked)
            return checked;
    scene.report(note(ProtectedActionsUnknown, QStringLiteral("not readable in v1.0")));
    return {};
}

} // namespace bg::preflight
