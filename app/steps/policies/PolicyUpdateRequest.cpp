// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/PolicyUpdateRequest.h"

namespace bg {

Result<void> sendPolicyChange(GraphClient &graph, const PolicyId &policy, const QJsonObject &body, ApiVersion seenIn,
                              std::stop_token stop)
{
    ConditionalAccess access(graph);
    auto sent = access.update(policy, body, seenIn, stop);
    if (!sent && sent.error().serviceCode == QLatin1String("1038") && seenIn == ApiVersion::V1)
        sent = access.update(policy, body, ApiVersion::Beta, stop);
    return sent;
}

} // namespace bg
