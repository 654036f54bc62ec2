// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <mutex>

namespace bg {

// Time that passes only when somebody sleeps: a sleep returns at once and moves the hands.
class FakeClock final : public Clock {
public:
    QDateTime utcNow() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_start.addMSecs(m_elapsed.count());
    }
    std::chrono::steady_clock::time_point now() const override
    {
        const std::lock_guard lock(m_mutex);
        return std::chrono::steady_clock::time_point(m_elapsed);
    }
    bool sleep(std::chrono::milliseconds pause, std::stop_token stop) override
    {
        if (stop.stop_requested())
            return false;
        advance(pause);
        return !stop.stop_requested();
    }
    void advance(std::chrono::milliseconds by)
    {
        const std::lock_guard lock(m_mutex);
        m_elapsed += by;
    }

private:
    mutable std::mutex m_mutex;
    QDateTime m_start = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
    std::chrono::milliseconds m_elapsed{0};
};

} // namespace bg
