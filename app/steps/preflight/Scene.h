// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenSource.h"
#include "app/graph/ConditionalAccess.h"
#include "app/graph/GraphClient.h"
#include "app/model/DesiredState.h"
#include "app/model/Finding.h"
#include "app/model/TenantFacts.h"
#include "app/steps/preflight/Administrators.h"
#include "app/steps/preflight/Discovery.h"

#include <functional>
#include <optional>
#include <stop_token>

namespace bg::preflight {

// What one check works with. Checks run side by side: each writes only the members of `tenant` that it names.
struct Scene {
    GraphClient &graph;
    const DesiredState &desired;
    const Identity person;
    const Remembered &remembered;
    TenantFacts &tenant;
    // Whether the service answers as if the tenant had PIM; written by checkRoleRules.
    std::optional<bool> &hasPim;
    Administrators &administrators;
    std::function<void(Finding)> report; // safe from every thread
    std::stop_token stop;
};

// Ends the check with an error for what nobody can go on without (Cancelled, the sign-in kinds); turns every other
// failure to read into a finding, so that one closed door does not hide the rest.
Result<void> notRead(const Scene &scene, const Error &error, const QString &operation);

// Kind and domain of the tenant, its plans, synchronisation; then the wanted names and the group. Writes id,
// displayName, initialDomain, federatedDomains, tenantType, hasDirectorySync, and `licence` as the plans say.
Result<void> checkTenant(const Scene &scene);
// Password validity and federation of the domains. Writes nothing.
Result<void> checkDomains(const Scene &scene);
// The person's role, the number of Global Administrators. Writes globalAdministrator, globalAdministrators.
Result<void> checkOperator(const Scene &scene);
// PIM's rules. Writes pimPermitsPermanent, pimAsksForTicket, hasPim.
Result<void> checkRoleRules(const Scene &scene);
// Conditional Access in v1.0 and beta, and who looks like an emergency account already. Writes policiesTotal,
// policiesReaching, enforced, found, own.
Result<void> checkPolicies(const Scene &scene);
// Policies of a service that is newer than this program: nothing where all conditions are known. Pure.
std::optional<Finding> unknownConditionsOf(const ConditionalAccessPolicy &policy);
// The passkey policy, both worlds. Writes admittedAaguids, refusedAaguids, restrictsAaguids, enforcesAttestation,
// arePasskeysForEverybody.
Result<void> checkPasskeys(const Scene &scene);
// Security defaults, registration campaign, system-preferred method, self-service reset. Writes hasSecurityDefaults.
Result<void> checkGates(const Scene &scene);

// After all checks, for a repair: who else is Global Administrator or may become it, but for the emergency accounts.
// Writes administrators.
Result<void> readAdministrators(const Scene &scene);
// After all checks: the plans against the service's behaviour. Writes licence.
void judgeLicence(const Scene &scene);
// After all checks: whether the accounts found can serve, and the offer to take them over. Writes found.
void judgeFound(const Scene &scene);

} // namespace bg::preflight
