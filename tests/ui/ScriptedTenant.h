// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertTargets.h"
#include "app/model/PolicyVersion.h"
#include "app/plan/TenantStatus.h"
#include "app/model/TenantFacts.h"
#include "app/record/UnfinishedRun.h"
#include "app/model/SignInReview.h"

namespace bg {

// The tenant of known facts that stands behind the window in these tests, and what has happened in it.
struct ScriptedTenant {
    static TenantFacts tenantFacts();
    // Signed in as the first emergency account, behind a policy that blocks everybody else.
    static TenantFacts lockedOut();
    // An account that looks like an emergency account already: number 1, 2, ...
    static DiscoveredAccount found(int number);
    static AlertTargets alertTargets();
    static TenantStatus statusNow();
    static QList<Finding> checkFindings();
    static SignInReview usesSeen();
    // Of the policies of lockedOut(): the first one asked for MFA before somebody changed it.
    static PolicyHistory policyHistorySeen();
    // A set-up of other names that ended at the keys.
    static UnfinishedRun interrupted();
};

} // namespace bg
