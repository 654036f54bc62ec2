// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reconcile/DependencyTracker.h"

#include <algorithm>

namespace bg {

void DependencyTracker::reach(StepDependency dependency, Ending ending)
{
    {
        const std::lock_guard lock(m_mutex);
        m_endings.insert_or_assign(dependency, ending);
    }
    m_reached.notify_all();
}

Result<bool> DependencyTracker::allDone(const QList<StepDependency> &dependencies, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    const auto all = [&] {
        return std::all_of(dependencies.begin(), dependencies.end(),
                           [&](const StepDependency &one) { return m_endings.contains(one); });
    };
    if (!m_reached.wait(lock, stop, all) || stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    return std::all_of(dependencies.begin(), dependencies.end(),
                       [&](const StepDependency &one) { return m_endings.at(one) == Ending::Done; });
}

} // namespace bg
