// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/report/TenantReport.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace bg {

// Many checks side by side, each on a thread of its own, with a deadline of its own: whatever one of them does, the
// others neither stop nor wait for it.
class ManyChecks {
public:
    // The check of tenant `index`, on some worker thread. Comes back soon after `stop`.
    using Check = std::function<TenantReport(int index, std::stop_token stop)>;
    // What stands for a tenant that was stopped: by its deadline, or with all the others.
    using Stopped = std::function<TenantReport(int index, bool isLate)>;
    // On the caller's thread, after each tenant.
    using Finished = std::function<void(const TenantReport &report)>;

    ManyChecks(int parallel, std::chrono::milliseconds deadline) : m_parallel(parallel), m_deadline(deadline) { }

    // Blocks until all are through, or soon after `isStopped` says so. In the order of the tenants.
    QList<TenantReport> run(int count, const Check &check, const Stopped &stopped, const Finished &finished,
                            const std::function<bool()> &isStopped) const;

private:
    int m_parallel;
    std::chrono::milliseconds m_deadline;
};

} // namespace bg
