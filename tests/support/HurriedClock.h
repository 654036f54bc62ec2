// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <atomic>

namespace bg {

// Real time, and every pause is over at once: the hands jump ahead by it. For a program that talks to another one with
// a clock of its own.
class HurriedClock final : public Clock {
public:
    explicit HurriedClock(std::chrono::milliseconds ahead = {}) : m_ahead(ahead.count()) { }

    QDateTime utcNow() const override { return QDateTime::currentDateTimeUtc().addMSecs(m_ahead); }
    std::chrono::steady_clock::time_point now() const override
    {
        return std::chrono::steady_clock::now() + std::chrono::milliseconds(m_ahead);
    }
    bool sleep(std::chrono::milliseconds pause, std::stop_token stop) override
    {
        if (stop.stop_requested())
            return false;
        m_ahead += pause.count();
        return !stop.stop_requested();
    }

private:
    std::atomic<qint64> m_ahead;
};

} // namespace bg
