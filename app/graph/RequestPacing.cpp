// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/RequestPacing.h"

#include <algorithm>

namespace bg {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {
constexpr milliseconds second = 1s;
constexpr milliseconds longestDelay = 100ms; // longer ones are the service's own time
} // namespace

RequestPacing::RequestPacing(Clock &clock) : m_clock(clock), m_spacing(usualSpacing), m_backoff(2s, 30s) { }

Result<RequestPacing::Turn> RequestPacing::turn(std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    if (!m_freed.wait(lock, stop, [this] { return !m_isTaken; }))
        return fail(Error::Kind::Cancelled);
    m_isTaken = true;
    const auto pause = std::chrono::ceil<milliseconds>(m_nextStart - m_clock.now());
    lock.unlock();

    Turn turn(this);
    if (pause > 0ms && !m_clock.sleep(pause, stop))
        return fail(Error::Kind::Cancelled);

    lock.lock();
    m_start = m_clock.now();
    m_nextStart = m_start + m_spacing;
    return turn;
}

// What took longer than usual may have arrived that much later, and the second counts from there.
void RequestPacing::allowForDelay()
{
    const auto trip = std::chrono::ceil<milliseconds>(m_clock.now() - m_start);
    if (m_usualTrip == 0ms)
        m_usualTrip = trip;
    m_nextStart += std::clamp(trip - m_usualTrip, 0ms, longestDelay);
    m_usualTrip += (trip - m_usualTrip) / 4;
}

RequestPacing::Turn::~Turn()
{
    if (!m_pacing)
        return;
    {
        const std::lock_guard lock(m_pacing->m_mutex);
        m_pacing->m_isTaken = false;
    }
    m_pacing->m_freed.notify_one();
}

// One 429 may be a request that was a little quick, or one of another app in the same second: a second later it passes.
// More of them are traffic of others, to be waited out in growing pauses. Either way keep more distance from then on.
void RequestPacing::Turn::throttled(std::optional<milliseconds> retryAfter)
{
    const std::lock_guard lock(m_pacing->m_mutex);
    const milliseconds growing = m_pacing->m_wasThrottled ? m_pacing->m_backoff.next() : m_pacing->m_spacing;
    const milliseconds pause = retryAfter.value_or(growing);
    m_pacing->m_wasThrottled = true;
    m_pacing->m_spacing = std::min(second + 2 * (m_pacing->m_spacing - second), widestSpacing);
    m_pacing->m_nextStart = std::max(m_pacing->m_nextStart, m_pacing->m_clock.now() + pause);
}

void RequestPacing::Turn::passed()
{
    const std::lock_guard lock(m_pacing->m_mutex);
    m_pacing->allowForDelay();
    m_pacing->m_wasThrottled = false;
    m_pacing->m_backoff.reset();
    m_pacing->m_spacing = std::max(m_pacing->m_spacing - 1ms, usualSpacing);
}

} // namespace bg
