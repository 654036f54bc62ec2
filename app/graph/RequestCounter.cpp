// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/RequestCounter.h"

#include <utility>

namespace bg {

void RequestCounter::sent(const QString &endpoint, bool isRetry)
{
    const std::lock_guard lock(m_mutex);
    ++m_count.requests;
    ++m_count.perEndpoint[endpoint];
    if (isRetry)
        ++m_count.retries;
}

void RequestCounter::throttled()
{
    const std::lock_guard lock(m_mutex);
    ++m_count.throttled;
}

RequestCount RequestCounter::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_count;
}

void RequestCounter::observe(ExchangeObserver observer)
{
    const std::lock_guard lock(m_mutex);
    m_observer = std::move(observer);
}

void RequestCounter::tell(const GraphExchange &exchange) const
{
    ExchangeObserver observer;
    {
        const std::lock_guard lock(m_mutex);
        observer = m_observer;
    }
    if (observer)
        observer(exchange);
}

} // namespace bg
