// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Backoff.h"
#include "app/base/Clock.h"
#include "app/base/Result.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace bg {

// The policy service takes one request per second of a tenant, reads, writes and all apps together, and does not say
// when to come back. All lanes share this: never more than one of its requests in flight, starts a second and a little
// apart, longer after a 429. Nothing else waits here. Safe to use from every thread.
class RequestPacing {
public:
    // The service counts arrivals, and not every request takes equally long to get there: those that start a second
    // apart arrive too early half of the time, and each 429 costs a second.
    static constexpr std::chrono::milliseconds usualSpacing{ 1010 };
    static constexpr std::chrono::milliseconds widestSpacing{ 2000 };

    explicit RequestPacing(Clock &clock);

    // The right to have one request in flight; given back when it goes.
    class Turn {
    public:
        Turn(Turn &&other) noexcept : m_pacing(std::exchange(other.m_pacing, nullptr)) { }
        Turn &operator=(Turn &&) = delete;
        ~Turn();
        // How it went: moves the moment of the next start.
        void throttled(std::optional<std::chrono::milliseconds> retryAfter);
        void passed();

    private:
        friend class RequestPacing;
        explicit Turn(RequestPacing *pacing) : m_pacing(pacing) { }
        RequestPacing *m_pacing;
    };
    // Blocks until it is this caller's turn; Cancelled within 100 ms of `stop`.
    Result<Turn> turn(std::stop_token stop);

    // Whether its lists are asked for with a page size: so it is until the service once refused that and gave the list
    // without. Holds for all lanes.
    bool asksForPageSize() const { return m_asksForPageSize; }
    void pageSizeIsRefused() { m_asksForPageSize = false; }

private:
    void allowForDelay();

    using Instant = std::chrono::steady_clock::time_point;

    Clock &m_clock;
    std::mutex m_mutex;
    std::condition_variable_any m_freed;
    bool m_isTaken = false;
    Instant m_start{}, m_nextStart{};
    std::chrono::milliseconds m_usualTrip{ 0 }; // there and back, on average; 0: none yet
    std::chrono::milliseconds m_spacing;
    bool m_wasThrottled = false; // the last answer was a 429
    Backoff m_backoff;
    std::atomic<bool> m_asksForPageSize = true;
};

} // namespace bg
