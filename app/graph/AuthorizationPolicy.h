// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/GraphClient.h"

#include <stop_token>

namespace bg {

// Tenant-wide authorization settings; only the self-service password reset of administrators is read.
class AuthorizationPolicy {
public:
    explicit AuthorizationPolicy(GraphClient &graph) : m_graph(graph) { }
    Result<bool> permitsPasswordResetByAdministrators(std::stop_token stop);

private:
    GraphClient &m_graph;
};

} // namespace bg
