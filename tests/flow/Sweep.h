// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace bg {

// One trial of many: whether there was anything to try at that number any more, and what went wrong.
struct Trial {
    bool wasReached = true;
    QString problem; // empty: all is well
};

// Trials 0, 1, 2, ... side by side, until one was not reached. They wait more than they work, so there are twice as
// many as cores. Answers the problems, each with its number.
template <typename Try> QStringList sweep(Try attempt, std::atomic<int> &tried)
{
    std::atomic<int> next = 0;
    std::atomic<bool> isOver = false;
    std::mutex guard;
    QStringList problems;
    std::vector<std::jthread> lanes;
    for (unsigned lane = 0; lane < 2 * std::max(1u, std::thread::hardware_concurrency()); ++lane)
        lanes.emplace_back([&] {
            while (!isOver) {
                const int number = next++;
                const Trial trial = attempt(number);
                if (!trial.wasReached)
                    isOver = true;
                else
                    ++tried;
                const std::lock_guard lock(guard);
                if (!trial.problem.isEmpty())
                    problems.append(QString::number(number) + QStringLiteral(": ") + trial.problem);
            }
        });
    lanes.clear(); // joins
    return problems;
}

} // namespace bg
