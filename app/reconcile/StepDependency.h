// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"

#include <compare>

namespace bg {

// A point that a run reaches: a step is over, for one account or for all that it concerns.
struct StepDependency {
    static constexpr int allAccounts = -1;

    StepDependency(StepId reached, int ofAccount = allAccounts) : step(reached), account(ofAccount) { }

    StepId step;
    int account; // index in DesiredState::accounts
    friend auto operator<=>(const StepDependency &, const StepDependency &) = default;
};

} // namespace bg
