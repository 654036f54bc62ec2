// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Milestones.h"

#include <algorithm>

namespace bg {

void Milestones::reach(Milestone milestone, Ending ending)
{
    {
        const std::lock_guard lock(m_mutex);
        m_endings.insert_or_assign(milestone, ending);
    }
    m_reached.notify_all();
}

Result<bool> Milestones::allDone(const QList<Milestone> &milestones, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    const auto all = [&] {
        return std::all_of(milestones.begin(), milestones.end(),
                           [&](const Milestone &one) { return m_endings.contains(one); });
    };
    if (!m_reached.wait(lock, stop, all) || stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    return std::all_of(milestones.begin(), milestones.end(),
                       [&](const Milestone &one) { return m_endings.at(one) == Ending::Done; });
}

} // namespace bg
