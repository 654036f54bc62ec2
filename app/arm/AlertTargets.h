// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AzureChoice.h"
#include "app/base/Result.h"

#include <QList>
#include <QString>

#include <stop_token>

namespace bg {

class ArmClient;
class Clock;

// Where the alerts could live: all subscriptions, and of one of them what it holds.
struct AlertTargets {
    QList<AzureChoice> subscriptions; // none: no Azure for this person
    QString subscription; // GUID; whose the rest is, empty while none is chosen
    QList<AzureChoice> resourceGroups, workspaces, locations;
    QString loggingWorkspace; // id of the one that a diagnostic setting of the tenant sends sign-ins to already
    bool areSettingsReadable = true;
};

// Reads; `wanted` empty takes the only subscription there is. Blocks. Errors: NotFound for a subscription that the
// person does not have, those of ArmClient.
Result<AlertTargets> alertTargets(ArmClient &arm, Clock &clock, const QString &wanted, std::stop_token stop);

} // namespace bg
