// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/DesiredState.h"
#include "app/plan/TenantFacts.h"

namespace bg {

// What a repair works with: the emergency accounts that preflight found or knew, the one that is signed in among them,
// and their group. Nothing is made anew for it.
DesiredState repairing(const TenantFacts &tenant);
// One that is signed in as one of these accounts, or any that are found, name the group to be excluded.
bool knowsGroup(const TenantFacts &tenant);

} // namespace bg
