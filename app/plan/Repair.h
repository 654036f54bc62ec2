// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"
#include "app/model/TenantFacts.h"

namespace bg {

// What a repair works with: the emergency accounts that preflight found or knew, the one that is signed in among them,
// and their group. Nothing is made anew for it.
DesiredState repairing(const TenantFacts &tenant);
// Without the resets of people whom the tenant, read again, does not offer any more.
DesiredState withResetsOffered(DesiredState desired, const TenantFacts &tenant);
// One that is signed in as one of these accounts, or any that are found, name the group to be excluded.
bool knowsGroup(const TenantFacts &tenant);

// Nothing is to be done about that policy.
DesiredState leftAlone(DesiredState desired, const PolicyId &policy);
// Every policy that blocks is to be what it was before it did; one whose past does not tell is to report only.
DesiredState lettingIn(DesiredState desired, const TenantFacts &tenant, const PolicyHistory &policyHistory);
// Something to be repaired was chosen.
bool choosesRepair(const DesiredState &desired);
// One of those that have a rotation of their own: signed in, found, or in `recorded`.
bool isEmergencyAccount(const ObjectId &id, const TenantFacts &tenant, const QList<ObjectId> &recorded);

} // namespace bg
