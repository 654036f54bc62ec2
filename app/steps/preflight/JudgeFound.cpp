// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Eligibility.h"
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"
#include "app/steps/preflight/Scene.h"

namespace bg::preflight {

void judgeFound(const Scene &scene)
{
    if (scene.tenant.own)
        scene.tenant.own->ineligibility = whyIneligible(scene.tenant.own->user, scene.tenant);
    for (DiscoveredAccount &account : scene.tenant.found) {
        account.ineligibility = whyIneligible(account.user, scene.tenant);
        if (scene.desired.adopt == AdoptChoice::Never)
            continue;
        QJsonArray how;
        for (const FoundBy by : account.foundBy)
            how.append(name(by));
        scene.report(youDecide(Severity::Note, AccountLooksLikeEmergency,
                               QStringLiteral("roleAssignments, excludeUsers, excludeGroups"),
                               { { QStringLiteral("userPrincipalName"), account.user.userPrincipalName.value },
                                 { QStringLiteral("objectId"), account.user.id.value },
                                 { QStringLiteral("excluded"), account.excluded },
                                 { QStringLiteral("policies"), account.policies },
                                 { QStringLiteral("how"), how },
                                 { QStringLiteral("role"), account.role },
                                 { QStringLiteral("unsuitable"), account.ineligibility } },
                               { QStringLiteral("S1"), QStringLiteral("S23") }));
    }
}

} // namespace bg::preflight
