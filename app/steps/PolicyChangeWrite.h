// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/ConditionalAccess.h"

#include <stop_token>

namespace bg {

// Sends the new list of excluded groups to v1.0, and to beta where the policy uses a preview feature that only beta may
// edit (error 1038). Blocks for the pace of Conditional Access; errors as ConditionalAccess::replace.
Result<void> writeExclusion(GraphClient &graph, const ExcludeGroups &change, ApiVersion seenIn, std::stop_token stop);

} // namespace bg
