// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/Fido2Policy.h"
#include "app/graph/GraphClient.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace bg {

// The nudge towards Microsoft Authenticator at sign-in.
struct RegistrationCampaign {
    QString state; // "default" (Microsoft decides), "enabled", "disabled"
    int snoozeDays = 1;
    QJsonArray includeTargets, excludeTargets; // as they were read
    QStringList excludedIds() const; // groups and users of excludeTargets
    bool isRunning() const { return state != QLatin1String("disabled"); }

    static RegistrationCampaign fromJson(const QJsonObject &json);
};

struct MethodsPolicy {
    RegistrationCampaign campaign;
    // systemCredentialPreferences, beta only: empty when read from v1.0
    QString systemPreferredState;
    QStringList systemPreferredExcluded;
    Fido2Policy fido2;
    QJsonObject json;
};

// The tenant-wide policy of authentication methods. Every call blocks its lane. Scope Policy.Read.AuthenticationMethod
// or Policy.Read.All to read, Policy.ReadWrite.AuthenticationMethod to write.
class AuthenticationMethodsPolicy {
public:
    explicit AuthenticationMethodsPolicy(GraphClient &graph) : m_graph(graph) { }

    Result<MethodsPolicy> policy(ApiVersion version, std::stop_token stop);
    Result<void> change(const Fido2PolicyChange &change, std::stop_token stop);
    // Sends the campaign whole, as it was read, with `excludeTargets` in place of the old list: PATCH replaces it.
    Result<void> exclude(const RegistrationCampaign &campaign, const QJsonArray &excludeTargets, std::stop_token stop);

private:
    GraphClient &m_graph;
};

} // namespace bg
