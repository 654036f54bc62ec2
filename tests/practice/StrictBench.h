// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/PracticeTenant.h"
#include "tests/practice/PracticeClient.h"

#include <QJsonArray>
#include <QJsonObject>

namespace bg {

using namespace Qt::StringLiterals;

inline const QString policies = u"/v1.0/identity/conditionalAccess/policies"_s;

inline PracticeScenario quick()
{
    PracticeScenario scenario;
    scenario.latency = {};
    scenario.setReplicationLag({});
    scenario.policyInterval = {};
    return scenario;
}

struct Bench {
    explicit Bench(const PracticeScenario &scenario = quick())
        : tenant(scenario), client((static_cast<void>(tenant.start()), tenant))
    {
        isReady = client.signInForAll();
    }
    PracticeTenant tenant;
    PracticeClient client;
    bool isReady = false;

    QJsonObject account(const QString &name) const
    {
        return { { u"accountEnabled"_s, true },
                 { u"displayName"_s, name },
                 { u"mailNickname"_s, name },
                 { u"userPrincipalName"_s, name + u"@contoso.onmicrosoft.com"_s },
                 { u"passwordPolicies"_s, u"DisablePasswordExpiration"_s },
                 { u"passwordProfile"_s,
                   QJsonObject{ { u"password"_s, u"correct+Horse 7&battery"_s },
                                { u"forceChangePasswordNextSignIn"_s, false } } } };
    }
    QString makeAccount(const QString &name)
    {
        return client.send("POST", u"/v1.0/users"_s, account(name)).json["id"_L1].toString();
    }
    QString policyId(int index) const { return tenant.snapshot()["policies"_L1][index]["id"_L1].toString(); }
};

} // namespace bg
