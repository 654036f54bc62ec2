// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/graph/AuditLogs.h"

#include <optional>
#include <stop_token>

namespace bg {

// The line that a drill's sign-in leaves in the tenant's log. It comes minutes late: asked for again and again, for
// twenty minutes at most.
class SignInTrace {
public:
    static constexpr std::chrono::minutes longest{ 20 };

    SignInTrace(GraphClient &graph, Clock &clock) : m_graph(graph), m_clock(clock) { }

    // The newest successful sign-in of the account since then; nothing when none came. Blocks; errors: NotLicensed (the
    // log needs P1), Forbidden, Cancelled within 100 ms of `stop`.
    Result<std::optional<SignInEntry>> find(const ObjectId &account, const QDateTime &since, std::stop_token stop);

private:
    GraphClient &m_graph;
    Clock &m_clock;
};

} // namespace bg
