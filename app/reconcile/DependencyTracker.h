// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/reconcile/StepDependency.h"

#include <QList>

#include <condition_variable>
#include <map>
#include <mutex>
#include <stop_token>

namespace bg {

// What the lanes know of each other: which steps are over, and whether what comes after may build on them.
class DependencyTracker {
public:
    enum class Ending { Done, Failed };

    void reach(StepDependency dependency, Ending ending);
    // Blocks until all of `milestones` were reached. False when one of them failed. Cancelled at once when `stop` is
    // requested.
    Result<bool> allDone(const QList<StepDependency> &dependencies, std::stop_token stop);

private:
    std::mutex m_mutex;
    std::condition_variable_any m_reached;
    std::map<StepDependency, Ending> m_endings;
};

} // namespace bg
