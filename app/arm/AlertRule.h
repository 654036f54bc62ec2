// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace bg {

// What must never happen unseen.
enum class AlertRule { SignIn, Credentials, Role, ExclusionGroup, ConditionalAccess };
QString name(AlertRule rule); // "signIn"

// How the rule is called in Azure, and what it says there: of resources/alerts/rules.json, in the order of the enum.
struct AlertRuleText {
    AlertRule rule;
    QString name; // of the resource: "breakglass-sign-in"
    QString displayName, description;
    QString query; // KQL with {{accounts}}, {{group}} and {{lookback}}
    QString file; // of the query: "sign-in.kql"
    QStringList tactics; // MITRE ATT&CK, as Sentinel spells them
};
const QList<AlertRuleText> &alertRules();

} // namespace bg
