// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/AuthorizationPolicy.h"

namespace bg {

Result<bool> AuthorizationPolicy::permitsPasswordResetByAdministrators(std::stop_token stop)
{
    GraphRequest request;
    request.path = QStringLiteral("/policies/authorizationPolicy");
    request.endpoint = QStringLiteral("authorizationPolicy.get");
    request.scopes = { QStringLiteral("Policy.Read.All") };
    return m_graph.send(request, stop).map([](const GraphResponse &answer) {
        return answer.json.value(QLatin1String("allowedToUseSSPR")).toBool(true);
    });
}

} // namespace bg
