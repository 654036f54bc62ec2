// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/ExclusionWrite.h"

namespace bg {

Result<void> writeExclusion(GraphClient &graph, const ExcludeGroups &change, ApiVersion seenIn, std::stop_token stop)
{
    ConditionalAccess access(graph);
    auto sent = access.replace(change, seenIn, stop);
    if (!sent && sent.error().serviceCode == QLatin1String("1038") && seenIn == ApiVersion::V1)
        sent = access.replace(change, ApiVersion::Beta, stop);
    return sent;
}

} // namespace bg
