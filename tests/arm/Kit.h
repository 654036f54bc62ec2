// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertKit.h"
#include "app/practice/arm/ArmScenario.h"

namespace bg {

// A whole kit, as a person would ask for it.
inline AlertKit wholeKit()
{
    AlertKit kit;
    kit.accounts = { ObjectId(QStringLiteral("1c000000-0000-4000-8000-00000000000a")),
                     ObjectId(QStringLiteral("1c000000-0000-4000-8000-00000000000b")) };
    kit.exclusionGroup = ObjectId(QStringLiteral("2c000000-0000-4000-8000-00000000000c"));
    kit.receivers.emails
        = { QStringLiteral("security@contoso.onmicrosoft.com"), QStringLiteral("duty@contoso.onmicrosoft.com") };
    kit.receivers.sms = { { QStringLiteral("1"), QStringLiteral("4255550100") } };
    kit.receivers.voice = { { QStringLiteral("1"), QStringLiteral("4255550101") } };
    kit.receivers.webhooks = { QUrl(QStringLiteral("https://hooks.contoso.example/alert?code=k3y")) };
    kit.subscription = ArmScenario::subscriptionId();
    kit.location = QStringLiteral("westeurope");
    kit.people = 1000;
    return kit;
}

} // namespace bg
