// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Milestones.h"

#include <algorithm>

namespace bg {

void Milestones::reach(StepId step, Ending ending)
{
    {
        const std::lock_guard lock(m_mutex);
        m_endings[step] = ending;
    }
    m_reached.notify_all();
}

Result<bool> Milestones::allDone(const QList<StepId> &steps, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    const auto all = [&] {
        return std::all_of(steps.begin(), steps.end(), [&](StepId step) { return m_endings.contains(step); });
    };
    if (!m_reached.wait(lock, stop, all) || stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    return std::all_of(steps.begin(), steps.end(), [&](StepId step) { return m_endings.at(step) == Ending::Done; });
}

} // namespace bg
