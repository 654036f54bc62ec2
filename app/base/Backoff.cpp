// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Backoff.h"

#include "app/base/Random.h"

#include <algorithm>

namespace bg {

using std::chrono::milliseconds;

Backoff::Backoff(milliseconds base, milliseconds cap) : m_base(base), m_cap(cap), m_step(base) { }

milliseconds Backoff::next()
{
    const auto half = m_step.count() / 2;
    m_step = std::min(m_step * 2, m_cap);
    return milliseconds(half + randomBelow(std::uint32_t(half) + 1));
}

} // namespace bg
