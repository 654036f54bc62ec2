// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/Shard.h"

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

// Trials 0, 1, 2, ..., as far as they are this process's share, side by side until one was not reached. They wait more
// than they work, so all shares together have twice as many at a time as there are cores. Answers the problems, each
// with its number.
template <typename Try> QStringList sweep(Try attempt, std::atomic<int> &tried)
{
    const Shard shard = Shard::ofProcess();
    const unsigned lanes = 2 * std::max(1u, std::thread::hardware_concurrency());
    std::atomic<int> next = 0;
    std::atomic<bool> isOver = false;
    std::mutex guard;
    QStringList problems;
    std::vector<std::jthread> threads;
    for (unsigned lane = 0; lane < std::max(1u, lanes / unsigned(shard.count)); ++lane)
        threads.emplace_back([&] {
            while (!isOver) {
                const int number = shard.first + shard.count * next++;
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
    threads.clear(); // joins
    return problems;
}

} // namespace bg
