// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>
#include <stop_token>

namespace bg {

// Time as the engine sees it, so that tests can turn the hands. Safe to use from every thread.
class Clock {
public:
    virtual ~Clock() = default;
    virtual QDateTime utcNow() const = 0;
    virtual std::chrono::steady_clock::time_point now() const = 0;
    // Blocks for `pause`; returns false at once when `stop` was requested before or meanwhile.
    virtual bool sleep(std::chrono::milliseconds pause, std::stop_token stop) = 0;
};

class SystemClock final : public Clock {
public:
    QDateTime utcNow() const override;
    std::chrono::steady_clock::time_point now() const override;
    bool sleep(std::chrono::milliseconds pause, std::stop_token stop) override;
};

} // namespace bg
