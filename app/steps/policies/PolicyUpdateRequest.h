// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/ConditionalAccess.h"

#include <stop_token>

namespace bg {

// Sends a change of a policy to v1.0, and to beta where the policy uses a preview feature that only beta may edit
// (error 1038). Blocks for the pace of Conditional Access; errors as ConditionalAccess::update.
Result<void> sendPolicyChange(GraphClient &graph, const PolicyId &policy, const QJsonObject &body, ApiVersion seenIn,
                              std::stop_token stop);

} // namespace bg
