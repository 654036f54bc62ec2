// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertHomes.h"
#include "app/plan/FormerPolicy.h"
#include "app/plan/Standing.h"
#include "app/plan/TenantFacts.h"
#include "app/plan/UnfinishedRun.h"
#include "app/plan/UseReview.h"

namespace bg {

// The tenant of known facts that stands behind the window in these tests, and what has happened in it.
struct ScriptedTenant {
    static TenantFacts tenantFacts();
    // Signed in as the first emergency account, behind a policy that blocks everybody else.
    static TenantFacts lockedOut();
    // An account that looks like an emergency account already: number 1, 2, ...
    static FoundAccount found(int number);
    static AlertHomes alertHomes();
    static Standing standingNow();
    static QList<Finding> checkFindings();
    static UseReview usesSeen();
    // Of the policies of lockedOut(): the first one asked for MFA before somebody changed it.
    static PolicyPast policyPastSeen();
    // A set-up of other names that ended at the keys.
    static UnfinishedRun interrupted();
};

} // namespace bg
