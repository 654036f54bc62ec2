// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertReceivers.h"
#include "app/arm/AlertRule.h"
#include "app/arm/ResourceId.h"
#include "app/base/Ids.h"
#include "app/base/Result.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace bg {

// Where the rules live: as log alerts that tell an action group, or in Sentinel, which opens incidents.
enum class AlertTarget { Monitor, Sentinel };

// Everything that decides which resources watch the accounts: one value, from which the deployment and all exports are
// made, so that they cannot differ.
struct AlertDeploymentSpec {
    QList<ObjectId> accounts;
    ObjectId exclusionGroup;
    AlertReceivers receivers;

    QString subscription; // GUID
    QString resourceGroup = QStringLiteral("breakglass-alerts");
    QString location; // "westeurope"
    QString workspace = QStringLiteral("breakglass-logs"); // the one that is made ...
    ResourceId usedWorkspace; // ... unless one that exists is used
    AlertTarget home = AlertTarget::Monitor;
    QStringList leftOut; // keys of resources that the person does not want: "workspace", "rule.role"

    // The tenant's diagnostic setting: its name, and what it holds already, which a PUT must say again.
    QString setting = QStringLiteral("emergency-account-sign-in-alerts");
    QJsonObject settingNow; // its "properties"; empty when it does not exist yet
    // Where things of ours already are, by key, when that is not where this kit would put them.
    QMap<QString, ResourceId> found;
    int people = 0; // users of the tenant, for the estimate; 0: unknown

    ResourceId groupId() const; // of the resource group
    ResourceId workspaceId() const; // the used one, or the one that is made
    ResourceId actionGroupId() const;
};

// The tag that everything of ours carries; its value is the resource's key.
QString alertTag();
// The keys of everything a kit can hold: "resourceGroup", "workspace", "diagnosticSetting", "actionGroup",
// "rule.signIn", ...
QStringList alertKeys();
// The category names of the sign-in and audit logs that the rules read (table SigninLogs is fed by "SignInLogs").
QStringList alertCategories();
// The rule's KQL with this kit's ids.
QString alertQuery(const AlertRuleText &rule, const AlertDeploymentSpec &spec);
// Input: which member cannot be used and why, in one sentence. Object ids must be GUIDs: they become part of queries.
Result<void> validated(const AlertDeploymentSpec &spec);

} // namespace bg
