// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/model/Finding.h"
#include "app/model/PlannedWrite.h"

#include <functional>
#include <stop_token>

namespace bg {

// How far a step has come, for the Progress page. Called on the lane; must return at once.
using StepProgress = std::function<void(int done, int total)>;

// One thing that must be true of the tenant, a key or the paper. Belongs to one lane.
class Step {
public:
    virtual ~Step() = default;
    virtual StepId id() const = 0;
    // What tells two steps of one id apart (the account's name); empty when there is only one.
    virtual QString subject() const { return {}; }
    // Reads only. What it sees decides whether apply() is called: Missing and Drifted are applied.
    virtual Result<Finding> inspect(std::stop_token stop) = 0;
    // Every write that apply() would make after the last inspect(), for the Review page.
    virtual QList<PlannedWrite> plannedWrites() const = 0;
    // Safe to run again after a crash at any point.
    virtual Result<void> apply(std::stop_token stop, const StepProgress &progress) = 0;
    // A password cannot be read back: such a step is not inspected again after it was applied.
    virtual bool isInspectable() const { return true; }
};

} // namespace bg
