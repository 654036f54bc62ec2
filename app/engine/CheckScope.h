// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"
#include "app/model/TenantFacts.h"

namespace bg {

// What a check takes from preflight. What the wizard would do the steps of the check see for themselves, and better;
// whether the person could set up, or which names are free, is no matter of a check.
TenantFacts forCheck(TenantFacts tenant);

// A finding of a step, said by a check: what a set-up would simply do next is a loss here. Its severity is the check's own,
// and so are its sentences: facts.saidBy is "check".
Finding saidByCheck(Finding finding);

} // namespace bg
