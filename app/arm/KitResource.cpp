// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/KitResource.h"

#include <QJsonArray>
#include <QUuid>

namespace bg {

namespace {

using Part = KitResource::Part;

QString text(const char *words)
{
    return QLatin1String(words);
}

QJsonObject tags(const QString &key)
{
    return { { alertTag(), key } };
}

KitResource resourceGroup(const AlertKit &kit)
{
    const QString key = text("resourceGroup");
    return { Part::ResourceGroup,
             key,
             text("Microsoft.Resources/resourceGroups"),
             text("2022-09-01"),
             kit.resourceGroup,
             kit.groupId(),
             { { text("location"), kit.location }, { text("tags"), tags(key) } },
             {} };
}

KitResource workspace(const AlertKit &kit)
{
    const QString key = text("workspace");
    const QJsonObject properties{ { text("sku"), QJsonObject{ { text("name"), text("PerGB2018") } } },
                                  { text("retentionInDays"), 30 } };
    return { Part::Workspace,
             key,
             text("Microsoft.OperationalInsights/workspaces"),
             text("2023-09-01"),
             kit.workspace,
             kit.workspaceId(),
             { { text("location"), kit.location }, { text("tags"), tags(key) }, { text("properties"), properties } },
             { text("resourceGroup") } };
}

// PUT replaces the whole setting: what it holds already is said again, and only what is missing is added.
KitResource diagnosticSetting(const AlertKit &kit)
{
    QJsonObject properties = kit.settingNow;
    properties[text("workspaceId")] = kit.workspaceId().value;
    QStringList missing = alertCategories();
    QJsonArray logs;
    for (const QJsonValue &value : properties[text("logs")].toArray()) {
        QJsonObject log = value.toObject();
        if (missing.removeAll(log[text("category")].toString()) > 0)
            log[text("enabled")] = true;
        logs.append(log);
    }
    for (const QString &category : missing)
        logs.append(QJsonObject{ { text("category"), category }, { text("enabled"), true } });
    properties[text("logs")] = logs;
    return { Part::DiagnosticSetting,
             text("diagnosticSetting"),
             text("microsoft.aadiam/diagnosticSettings"),
             text("2017-04-01"),
             kit.setting,
             ResourceId(text("/providers/microsoft.aadiam/diagnosticSettings/") + kit.setting),
             { { text("properties"), properties } },
             { text("workspace") } };
}

QJsonArray phones(const QList<PhoneNumber> &numbers, const QString &label)
{
    QJsonArray receivers;
    for (const PhoneNumber &phone : numbers)
        receivers.append(QJsonObject{ { text("name"), label + text(" +") + phone.countryCode + phone.number },
                                      { text("countryCode"), phone.countryCode },
                                      { text("phoneNumber"), phone.number } });
    return receivers;
}

KitResource actionGroup(const AlertKit &kit)
{
    const QString key = text("actionGroup");
    QJsonArray emails, webhooks;
    for (const QString &email : kit.receivers.emails)
        emails.append(QJsonObject{
            { text("name"), email }, { text("emailAddress"), email }, { text("useCommonAlertSchema"), true } });
    for (const QUrl &webhook : kit.receivers.webhooks)
        webhooks.append(QJsonObject{ { text("name"), text("webhook %1").arg(webhooks.size() + 1) },
                                     { text("serviceUri"), webhook.toString(QUrl::FullyEncoded) },
                                     { text("useCommonAlertSchema"), true } });
    QJsonObject properties{ { text("groupShortName"), text("BreakGlass") }, { text("enabled"), true } };
    properties[text("emailReceivers")] = emails;
    properties[text("smsReceivers")] = phones(kit.receivers.sms, text("SMS"));
    properties[text("voiceReceivers")] = phones(kit.receivers.voice, text("voice"));
    properties[text("webhookReceivers")] = webhooks;
    const ResourceId id = kit.actionGroupId();
    return { Part::ActionGroup,
             key,
             text("Microsoft.Insights/actionGroups"),
             text("2023-01-01"),
             id.value.section(QLatin1Char('/'), -1),
             id,
             { { text("location"), text("Global") }, { text("tags"), tags(key) }, { text("properties"), properties } },
             { text("resourceGroup") } };
}

KitResource logAlert(const AlertRuleText &rule, const AlertKit &kit)
{
    const QString key = text("rule.") + name(rule.rule);
    const bool tellsGroup = !kit.leftOut.contains(text("actionGroup"));
    const QJsonObject condition{ { text("query"), alertQuery(rule, kit) },
                                 { text("timeAggregation"), text("Count") },
                                 { text("operator"), text("GreaterThan") },
                                 { text("threshold"), 0 },
                                 { text("failingPeriods"),
                                   QJsonObject{ { text("numberOfEvaluationPeriods"), 1 },
                                                { text("minFailingPeriodsToAlert"), 1 } } } };
    const QJsonObject properties{
        { text("displayName"), rule.displayName },
        { text("description"), rule.description },
        { text("severity"), 0 },
        { text("enabled"), true },
        { text("evaluationFrequency"), text("PT5M") },
        // The window limits by the time of the event, the query by the time of arrival: logs that come hours late
        // count.
        { text("windowSize"), text("PT6H") },
        { text("scopes"), QJsonArray{ kit.workspaceId().value } },
        { text("criteria"), QJsonObject{ { text("allOf"), QJsonArray{ condition } } } },
        { text("autoMitigate"), false },
        { text("actions"),
          QJsonObject{
              { text("actionGroups"), tellsGroup ? QJsonArray{ kit.actionGroupId().value } : QJsonArray() } } },
        // The tables appear with their first row, hours after the diagnostic setting.
        { text("skipQueryValidation"), true }
    };
    const ResourceId usual(kit.groupId().value + text("/providers/Microsoft.Insights/scheduledQueryRules/")
                           + rule.name);
    const ResourceId id = kit.found.value(key, usual);
    return { Part::LogAlert,
             key,
             text("Microsoft.Insights/scheduledQueryRules"),
             text("2023-12-01"),
             id.value.section(QLatin1Char('/'), -1),
             id,
             { { text("location"), kit.location },
               { text("kind"), text("LogAlert") },
               { text("tags"), tags(key) },
               { text("properties"), properties } },
             { text("workspace"), text("actionGroup") } };
}

// Sentinel rules carry no tag: their name is a GUID made from the workspace and the key, so that it is found again.
KitResource sentinelRule(const AlertRuleText &rule, const AlertKit &kit)
{
    const QString key = text("rule.") + name(rule.rule);
    const QUuid space(QStringLiteral("{6f0e0d5c-1f60-5a1b-9d0b-5d7f6a3c2b11}"));
    const QString guid = QUuid::createUuidV5(space, kit.workspaceId().value.toLower() + QLatin1Char('#') + key)
                             .toString(QUuid::WithoutBraces);
    const bool namesAccount = rule.rule == AlertRule::SignIn;
    const QJsonArray entities{ QJsonObject{
        { text("entityType"), text("Account") },
        { text("fieldMappings"),
          QJsonArray{ QJsonObject{ { text("identifier"), text("AadUserId") },
                                   { text("columnName"), namesAccount ? text("UserId") : text("TargetId") } } } } } };
    QJsonObject properties{ { text("displayName"), rule.displayName },
                            { text("description"), rule.description },
                            { text("severity"), text("High") },
                            { text("enabled"), true },
                            { text("query"), alertQuery(rule, kit) },
                            { text("queryFrequency"), text("PT5M") },
                            { text("queryPeriod"), text("PT6H") },
                            { text("triggerOperator"), text("GreaterThan") },
                            { text("triggerThreshold"), 0 },
                            { text("suppressionDuration"), text("PT1H") }, // required even when disabled
                            { text("suppressionEnabled"), false },
                            { text("tactics"), QJsonArray::fromStringList(rule.tactics) },
                            { text("eventGroupingSettings"),
                              QJsonObject{ { text("aggregationKind"), text("SingleAlert") } } },
                            { text("incidentConfiguration"),
                              QJsonObject{ { text("createIncident"), true },
                                           { text("groupingConfiguration"),
                                             QJsonObject{ { text("enabled"), false },
                                                          { text("reopenClosedIncident"), false },
                                                          { text("lookbackDuration"), text("PT5H") },
                                                          { text("matchingMethod"), text("AllEntities") } } } } } };
    if (rule.rule == AlertRule::SignIn || rule.rule == AlertRule::Credentials || rule.rule == AlertRule::Role)
        properties[text("entityMappings")] = entities;
    return { Part::SentinelRule,
             key,
             text("Microsoft.SecurityInsights/alertRules"),
             text("2024-09-01"),
             guid,
             ResourceId(kit.workspaceId().value + text("/providers/Microsoft.SecurityInsights/alertRules/") + guid),
             { { text("kind"), text("Scheduled") }, { text("properties"), properties } },
             { text("workspace") } };
}

QList<KitResource> all(const AlertKit &kit)
{
    const bool isSentinel = kit.home == AlertHome::Sentinel;
    const bool makesWorkspace = kit.usedWorkspace.isEmpty();
    QList<KitResource> list;
    if (makesWorkspace || !isSentinel)
        list.append(resourceGroup(kit));
    if (makesWorkspace)
        list.append(workspace(kit));
    list.append(diagnosticSetting(kit));
    if (!isSentinel)
        list.append(actionGroup(kit));
    for (const AlertRuleText &rule : alertRules())
        list.append(isSentinel ? sentinelRule(rule, kit) : logAlert(rule, kit));
    return list;
}

} // namespace

QList<KitResource> resources(const AlertKit &kit)
{
    QList<KitResource> list;
    QStringList keys;
    for (KitResource resource : all(kit)) {
        if (kit.leftOut.contains(resource.key))
            continue;
        // What is not part of the list is there already, or was not wanted.
        resource.after.removeIf([&](const QString &key) { return !keys.contains(key); });
        keys.append(resource.key);
        list.append(std::move(resource));
    }
    return list;
}

} // namespace bg
