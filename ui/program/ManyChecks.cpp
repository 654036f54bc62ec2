// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/ManyChecks.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <queue>
#include <thread>
#include <vector>

namespace bg {

namespace {

using Instant = std::chrono::steady_clock::time_point;

constexpr std::chrono::milliseconds lookingInterval{ 100 }; // for deadlines and a stop

struct Slot {
    std::stop_source stop;
    std::optional<Instant> end; // while it is being checked
    bool isLate = false;
    std::optional<TenantReport> report;
};

} // namespace

QList<TenantReport> ManyChecks::run(int count, const Check &check, const Stopped &stopped, const Finished &finished,
                                    const std::function<bool()> &isStopped) const
{
    std::mutex mutex;
    std::condition_variable landed;
    std::vector<Slot> runs(static_cast<std::size_t>(count));
    std::queue<int> through;
    int next = 0;
    bool isOver = false; // no further tenant is begun

    const auto work = [&] {
        std::unique_lock lock(mutex);
        while (next < count) {
            const int index = next++;
            Slot &slot = runs[std::size_t(index)];
            if (!isOver) {
                const Instant begun = std::chrono::steady_clock::now();
                slot.end = begun + m_deadline;
                const std::stop_token stop = slot.stop.get_token();
                lock.unlock();
                TenantReport report = check(index, stop);
                lock.lock();
                slot.end.reset();
                if (!report.isChecked() && stop.stop_requested())
                    report = stopped(index, slot.isLate);
                report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
                slot.report = std::move(report);
            } else {
                slot.report = stopped(index, false);
            }
            through.push(index);
            landed.notify_one();
        }
    };
    std::vector<std::jthread> workers;
    for (int i = 0; i < std::min(m_parallel, count); ++i)
        workers.emplace_back(work);

    std::unique_lock lock(mutex);
    for (int done = 0; done < count;) {
        landed.wait_for(lock, lookingInterval, [&] { return !through.empty(); });
        if (!isOver && isStopped()) {
            isOver = true;
            for (Slot &slot : runs)
                slot.stop.request_stop();
        }
        const Instant now = std::chrono::steady_clock::now();
        for (Slot &slot : runs)
            if (slot.end && *slot.end < now && !slot.isLate) {
                slot.isLate = true;
                slot.stop.request_stop();
            }
        for (; !through.empty(); ++done) {
            const TenantReport &report = *runs[std::size_t(through.front())].report;
            through.pop();
            lock.unlock();
            finished(report);
            lock.lock();
        }
    }
    lock.unlock();
    workers.clear();
    QList<TenantReport> reports;
    for (Slot &slot : runs)
        reports.append(std::move(*slot.report));
    return reports;
}

} // namespace bg
