// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertDeploymentSpec.h"
#include "app/arm/ArmClient.h"
#include "app/base/Error.h"

#include <QJsonObject>
#include <QList>
#include <QMap>

#include <optional>
#include <stop_token>

namespace bg {

// What Azure and Entra hold now of what the kit needs, as read; and the kit fitted to it.
struct AzureInventory {
    AlertDeploymentSpec spec; // see fitted()
    QMap<QString, QString> providers; // registrationState by namespace
    std::optional<QJsonObject> resourceGroup, workspace;
    bool hasSentinel = false;
    QList<QJsonObject> settings; // the tenant's diagnostic settings
    std::optional<Error> settingsUnreadable; // Security Administrator or Global Administrator is missing
    QList<QJsonObject> actionGroups, logAlerts; // of the subscription
    QList<QJsonObject> sentinelRules; // of the workspace
    QList<QJsonObject> suppressions; // alert processing rules that remove action groups, of the subscription

    // What stands at that id now; nothing when there is none.
    std::optional<QJsonObject> at(const ResourceId &id) const;
};

// Reads all of it; blocks, writes nothing. A provider that is not registered has nothing to show, which is no error.
// Errors: Input (validated()), Forbidden and NotFound of the subscription, those of ArmClient.
Result<AzureInventory> inventory(ArmClient &arm, const AlertDeploymentSpec &wanted, std::stop_token stop);

// The tenant's diagnostic settings as they read. Blocks. Errors: Forbidden without the directory role for it.
Result<QList<QJsonObject>> diagnosticSettings(ArmClient &arm, std::stop_token stop);

// The kit as it fits into what is there: a diagnostic setting that already sends sign-ins to a workspace is used
// together with its workspace, unless the person picked one; the region follows the workspace; rules and the action
// group stay where their tag finds them.
AlertDeploymentSpec fitted(AlertDeploymentSpec spec, const QList<QJsonObject> &settings);
AlertDeploymentSpec fitted(AlertDeploymentSpec spec, const AzureInventory &seen);

} // namespace bg
