// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QLatin1String>
#include <QString>
#include <QStringList>

namespace bg {

// One thing seen about the alerts. `id` names the sentence, `facts` are its parameters, `evidence` is what was read.
struct AlertFinding {
    enum class Weight {
        Fine,
        Note, // worth knowing
        Drift, // the deployment repairs it
        Problem, // a person has to act
    };

    QString id;
    Weight weight = Weight::Fine;
    QJsonObject facts;
    QString evidence;
    QStringList requirements; // "S52"

    friend bool operator==(const AlertFinding &, const AlertFinding &) = default;
};

} // namespace bg

// Every finding about alerts: what the sentence should say, the names of its parameters and the requirements it serves.
// Strings if nothing else is said; (n) a number, [] an array of strings. {rule} is name(AlertRule): "signIn",
// "credentials", "role", "exclusionGroup", "conditionalAccess". Ids are stable: records and scripts read them.
namespace bg::finding {

// --- what cannot be done, and its consequence
// The person has no Azure subscription: no alert can be made. What remains: the scheduled check (--check --json), the
// audit log look-ups of the drill, and mail rules for Microsoft's own notices. Until then a sign-in is seen only when
// somebody looks. S26, S28, S52, S95, S191
inline constexpr QLatin1String AlertsNoAzure{ "alerts.noAzure" };
// Without P1 sign-in logs leave the tenant for no workspace: no alert on sign-ins; changes in the audit log could still
// be watched. S28, S52, S95, S139
inline constexpr QLatin1String AlertsNoLicence{ "alerts.noLicence" };
// The diagnostic settings cannot be read or written: Security Administrator or Global Administrator is missing:
// {serviceCode}. S139
inline constexpr QLatin1String AlertsSettingUnreadable{ "alerts.settingUnreadable" };
// The tenant has its five settings and none sends to this workspace: one of them has to go first: {settings[]}. S139
inline constexpr QLatin1String AlertsSettingLimit{ "alerts.settingLimit" };
// Rules in Sentinel are wanted, and the workspace has none: {workspace}. S140
inline constexpr QLatin1String AlertsSentinelMissing{ "alerts.sentinelMissing" };
// Somebody else's resource stands where ours would: {resourceId}. S140
inline constexpr QLatin1String AlertsNameTaken{ "alerts.nameTaken" };

// --- the logs
// Nothing sends the logs to the workspace: {setting}. S139, S72
inline constexpr QLatin1String AlertsSettingMissing{ "alerts.settingMissing" };
// The setting lost categories, or sends elsewhere: {setting, categories[], elsewhere (bool)}. S139, S72
inline constexpr QLatin1String AlertsSettingDrifted{ "alerts.settingDrifted" };
// {workspace}. S139, S140
inline constexpr QLatin1String AlertsWorkspaceMissing{ "alerts.workspaceMissing" };
// The daily cap was reached: logs after it are lost until {quotaResets}, and no rule sees them: {workspace, quotaGb
// (n), status, quotaResets ISO time or empty}. S52, S94
inline constexpr QLatin1String AlertsWorkspaceCapped{ "alerts.workspaceCapped" };
// A daily cap is set, so the same could happen: an attacker can fill it: {workspace, quotaGb (n)}. S94
inline constexpr QLatin1String AlertsWorkspaceCap{ "alerts.workspaceCap" };

// --- the rules
// {rule}. S52, S95 (sign-in), S96 (credentials), S97 (role), S140
inline constexpr QLatin1String AlertsRuleMissing{ "alerts.ruleMissing" };
// Switched off: {rule}
inline constexpr QLatin1String AlertsRuleDisabled{ "alerts.ruleDisabled" };
// Fires, but stays silent: {rule, by: "rule" (it mutes itself) or the name of an alert processing rule}
inline constexpr QLatin1String AlertsRuleMuted{ "alerts.ruleMuted" };
// Tells no action group: {rule}. S143
inline constexpr QLatin1String AlertsRuleUnlinked{ "alerts.ruleUnlinked" };
// Differs otherwise, most often because the accounts or the group changed since: {rule, differences[]}
inline constexpr QLatin1String AlertsRuleStale{ "alerts.ruleStale" };

// --- who is told
// The action group is missing or has nobody who would hear: {actionGroup, reason: "missing", "disabled",
// "noReceivers"}. S26, S143
inline constexpr QLatin1String AlertsNobodyTold{ "alerts.nobodyTold" };
// People who should be told are no receivers, or differ: {actionGroup, differences[]}. S26, S143
inline constexpr QLatin1String AlertsReceiversDrifted{ "alerts.receiversDrifted" };
// A receiver opted out or was never confirmed: {actionGroup, receiver}. S143, S171
inline constexpr QLatin1String AlertsReceiverOff{ "alerts.receiverOff" };
// Sentinel opens incidents, but sends no mail or SMS by itself: an automation rule has to: {workspace}. S143
inline constexpr QLatin1String AlertsSentinelTellsNobody{ "alerts.sentinelTellsNobody" };

// All rules are there, on, heard, and match these accounts: {rules (n), receivers (n)}. S27, S103, S160
inline constexpr QLatin1String AlertsInPlace{ "alerts.inPlace" };

} // namespace bg::finding
