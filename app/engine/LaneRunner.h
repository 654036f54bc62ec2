// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/DependencyTracker.h"
#include "app/reconcile/Plan.h"
#include "app/reconcile/Reconciler.h"
#include "app/reconcile/RunObserver.h"
#include "app/steps/StepContext.h"

#include <atomic>
#include <chrono>
#include <optional>
#include <stop_token>

namespace bg {

// What both lanes add to.
struct RunProgress {
    std::atomic<int> writesMade{ 0 };
    int writesPlanned = 0;
    std::atomic<bool> isSkipped{ false }; // a step that others do not need was left out by the person
};

// One lane's way through the plan: each step when its turn has come, on the thread that calls.
class LaneRunner {
public:
    LaneRunner(LaneId lane, Reconciler::Apply apply, const StepContext &context, DependencyTracker &dependencies, RunProgress &tally,
            RunObserver &observer);

    // Blocks until the lane's last turn is over. The error that kept an essential step from being done, or Cancelled.
    Result<void> walk(const Plan &plan, std::stop_token stop);
    // The lane came to its end, whatever failed on the way.
    bool isThrough() const { return m_isThrough; }
    // Of work, without waiting for the other lane and without paper.
    std::chrono::duration<double> worked() const { return m_worked; }

private:
    Result<void> take(const PlannedStep &planned, std::stop_token stop);
    Result<void> reconcileAll(const PlannedStep &planned, std::stop_token stop);
    void passOver(const PlannedStep &planned);
    void tellTimeLeft(std::chrono::steady_clock::duration left);

    LaneId m_lane;
    Reconciler::Apply m_apply;
    StepContext m_context;
    DependencyTracker &m_dependencies;
    RunProgress &m_tally;
    RunObserver &m_observer;
    std::optional<Error> m_failure; // the first one of an essential step
    std::chrono::duration<double> m_worked{ 0 };
    bool m_paperBegan = false;
    bool m_isThrough = false;
};

} // namespace bg
