// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertDeploymentSpec.h"
#include "app/practice/arm/ArmScenario.h"

namespace bg {

// A whole kit, as a person would ask for it.
inline AlertDeploymentSpec wholeSpec()
{
    AlertDeploymentSpec spec;
    spec.accounts = { ObjectId(QStringLiteral("1c000000-0000-4000-8000-00000000000a")),
                     ObjectId(QStringLiteral("1c000000-0000-4000-8000-00000000000b")) };
    spec.exclusionGroup = ObjectId(QStringLiteral("2c000000-0000-4000-8000-00000000000c"));
    spec.receivers.emails
        = { QStringLiteral("security@contoso.onmicrosoft.com"), QStringLiteral("duty@contoso.onmicrosoft.com") };
    spec.receivers.sms = { { QStringLiteral("1"), QStringLiteral("4255550100") } };
    spec.receivers.voice = { { QStringLiteral("1"), QStringLiteral("4255550101") } };
    spec.receivers.webhooks = { QUrl(QStringLiteral("https://hooks.contoso.example/alert?code=k3y")) };
    spec.subscription = ArmScenario::subscriptionId();
    spec.location = QStringLiteral("westeurope");
    spec.people = 1000;
    return spec;
}

} // namespace bg
