// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Repair.h"

#include "app/plan/Adoption.h"

#include <algorithm>

namespace bg {

DesiredState repairing(const TenantFacts &tenant)
{
    DesiredState desired = DesiredState::proposal();
    if (tenant.own)
        desired = adopting(desired, *tenant.own);
    desired = adoptingAll(desired, tenant.found);
    desired.accounts.removeIf([](const AccountChoice &choice) { return !choice.adopted; });
    return desired;
}

bool knowsGroup(const TenantFacts &tenant)
{
    const auto isUsable
        = [](const FoundAccount &account) { return !account.group.isEmpty() && account.groupUnsuitability.isEmpty(); };
    return (tenant.own && isUsable(*tenant.own)) || std::any_of(tenant.found.begin(), tenant.found.end(), isUsable);
}

} // namespace bg
