// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/Finding.h"

#include <compare>

namespace bg {

// A point that a run reaches: a step is over, for one account or for all that it concerns.
struct Milestone {
    static constexpr int allAccounts = -1;

    Milestone(StepId reached, int ofAccount = allAccounts) : step(reached), account(ofAccount) { }

    StepId step;
    int account; // index in DesiredState::accounts
    friend auto operator<=>(const Milestone &, const Milestone &) = default;
};

} // namespace bg
