// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/SecurityDefaults.h"

namespace bg {

Result<bool> SecurityDefaults::isEnabled(std::stop_token stop)
{
    GraphRequest request;
    request.path = QStringLiteral("/policies/identitySecurityDefaultsEnforcementPolicy");
    request.endpoint = QStringLiteral("securityDefaults.get");
    request.scopes = { QStringLiteral("Policy.Read.All") };
    return m_graph.send(request, stop).map([](const GraphResponse &answer) {
        return answer.json.value(QLatin1String("isEnabled")).toBool();
    });
}

} // namespace bg
