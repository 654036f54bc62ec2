// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

struct Group;
struct TenantFacts;
struct User;

// Why an account cannot serve as an emergency account: "synchronized", "guest", "federated" (its domain signs in
// elsewhere), "otherDomain" (not on the tenant's initial domain; a rename would break its keys), "restrictedUnit"
// (nobody can reset its password or keys until it is taken out of the unit). Empty when it can. Pure.
QString whyIneligible(const User &user, const TenantFacts &tenant);

// Why a group cannot be the exclusion group: "dynamic", "synchronized", "notSecurity", "restrictedUnit" (its members
// are frozen: it serves only where nothing of it has to change). Empty when it can. Pure.
QString whyIneligible(const Group &group);

} // namespace bg
