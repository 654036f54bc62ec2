// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Clock.h"

#include <condition_variable>
#include <mutex>

namespace bg {

QDateTime SystemClock::utcNow() const { return QDateTime::currentDateTimeUtc(); }

std::chrono::steady_clock::time_point SystemClock::now() const { return std::chrono::steady_clock::now(); }

bool SystemClock::sleep(std::chrono::milliseconds pause, std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, pause, [] { return false; });
    return !stop.stop_requested();
}

} // namespace bg
