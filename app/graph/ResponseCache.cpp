// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/ResponseCache.h"

namespace bg {

void ResponseCache::keep(const QString &address, const Result<GraphResponse> &answer)
{
    if (!answer && answer.error().kind != Error::Kind::NotFound)
        return;
    const std::lock_guard lock(m_mutex);
    m_kept.insert(address, { answer, m_clock.now() });
}

std::optional<Result<GraphResponse>> ResponseCache::find(const QString &address, std::chrono::seconds trust) const
{
    const std::lock_guard lock(m_mutex);
    const auto kept = m_kept.constFind(address);
    if (kept == m_kept.constEnd() || m_clock.now() - kept->at > trust)
        return std::nullopt;
    return kept->answer;
}

void ResponseCache::forget()
{
    const std::lock_guard lock(m_mutex);
    m_kept.clear();
}

} // namespace bg
