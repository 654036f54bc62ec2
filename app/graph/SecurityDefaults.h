// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/GraphClient.h"

#include <stop_token>

namespace bg {

// Security defaults are read and explained, never switched: without a plan for Conditional Access that would leave the
// tenant bare.
class SecurityDefaults {
public:
    explicit SecurityDefaults(GraphClient &graph) : m_graph(graph) { }
    Result<bool> isEnabled(std::stop_token stop);

private:
    GraphClient &m_graph;
};

} // namespace bg
