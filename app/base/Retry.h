// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Backoff.h"
#include "app/base/Error.h"

#include <chrono>
#include <optional>

namespace bg {

// Whether and when one request is sent again after a failure. Throttled answers were not worked on: any method may go
// again. After a 5xx or a lost answer GET, PATCH, PUT and DELETE go again, POST only after a look whether it arrived.
class Retry {
public:
    enum class Next { GiveUp, SendAgain, LookWhetherItArrived };

    explicit Retry(bool isRepeatable) : m_isRepeatable(isRepeatable) { }
    // Call once per failed try.
    Next after(const Error &error);
    // How long to wait before it: what the service asked for, else growing pauses. `retryAfter` longer than five
    // minutes is not waited out: nothing.
    std::optional<std::chrono::milliseconds> pause(std::optional<std::chrono::milliseconds> retryAfter);
    int tries() const { return m_tries; }

private:
    bool m_isRepeatable;
    int m_tries = 0;
    Backoff m_backoff;
};

} // namespace bg
