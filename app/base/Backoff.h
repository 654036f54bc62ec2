// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace bg {

// Growing pauses with jitter: base, twice that, four times, ... up to the cap, each drawn from its upper half, so that
// many clients do not come back at the same moment.
class Backoff {
public:
    explicit Backoff(std::chrono::milliseconds base = std::chrono::milliseconds(500),
                     std::chrono::milliseconds cap = std::chrono::seconds(30));

    // The next pause: between half of the step and the whole of it.
    std::chrono::milliseconds next();
    void reset() { m_step = m_base; }

private:
    std::chrono::milliseconds m_base, m_cap, m_step;
};

} // namespace bg
