// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/graph/GraphClient.h"

#include <QHash>
#include <QString>

#include <chrono>
#include <mutex>
#include <optional>

namespace bg {

// What the tenant answered a moment ago, so that a preview need not ask for it again. Never for a look that a write
// is built on. Safe to use from every thread.
class ResponseCache {
public:
    explicit ResponseCache(const Clock &clock) : m_clock(clock) { }

    // Keeps what was found, and that nothing was found (NotFound); other errors say nothing of the tenant.
    void keep(const QString &address, const Result<GraphResponse> &answer);
    // Nothing when it was never asked for, or longer ago than `trust`.
    std::optional<Result<GraphResponse>> find(const QString &address, std::chrono::seconds trust) const;
    // The tenant is another one now.
    void forget();

private:
    struct Kept {
        Result<GraphResponse> answer;
        std::chrono::steady_clock::time_point at;
    };
    const Clock &m_clock;
    mutable std::mutex m_mutex;
    QHash<QString, Kept> m_kept;
};

} // namespace bg
