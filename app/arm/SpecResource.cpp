// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/SpecResource.h"

#include <QJsonArray>
#include <QUuid>

namespace bg {

namespace {

using Part = SpecResource::Part;

QString text(const char *words)
{
    return QLatin1String(words);
}

QJsonObject tags(const QString &key)
{
    return { { alertTag(), key } };
}

SpecResource resourceGroup(const AlertDeploymentSpec &spec)
{
    const QString key = text("resourceGroup");
    return { Part::ResourceGroup,
             key,
             text("Microsoft.Resources/resourceGroups"),
             text("2022-09-01"),
             spec.resourceGroup,
             spec.groupId(),
             { { text("location"), spec.location }, { text("tags"), tags(key) } },
             {} };
}

SpecResource workspace(const AlertDeploymentSpec &spec)
{
    const QString key = text("workspace");
    const QJsonObject properties{ { text("sku"), QJsonObject{ { text("name"), text("PerGB2018") } } },
                                  { text("retentionInDays"), 30 } };
    return { Part::Workspace,
             key,
             text("Microsoft.OperationalInsights/workspaces"),
             text("2023-09-01"),
             spec.workspace,
             spec.workspaceId(),
             { { text("location"), spec.location }, { text("tags"), tags(key) }, { text("properties"), properties } },
             { text("resourceGroup") } };
}

// PUT replaces the whole setting: what it holds already is said again, and only what is missing is added.
SpecResource diagnosticSetting(const AlertDeploymentSpec &spec)
{
    QJsonObject properties = spec.settingNow;
    properties[text("workspaceId")] = spec.workspaceId().value;
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
             spec.setting,
             ResourceId(text("/providers/microsoft.aadiam/diagnosticSettings/") + spec.setting),
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

SpecResource actionGroup(const AlertDeploymentSpec &spec)
{
    const QString key = text("actionGroup");
    QJsonArray emails, webhooks;
    for (const QString &email : spec.receivers.emails)
        emails.append(QJsonObject{
            { text("name"), email }, { text("emailAddress"), email }, { text("useCommonAlertSchema"), true } });
    for (const QUrl &webhook : spec.receivers.webhooks)
        webhooks.append(QJsonObject{ { text("name"), text("webhook %1").arg(webhooks.size() + 1) },
                                     { text("serviceUri"), webhook.toString(QUrl::FullyEncoded) },
                                     { text("useCommonAlertSchema"), true } });
    QJsonObject properties{ { text("groupShortName"), text("BreakGlass") }, { text("enabled"), true } };
    properties[text("emailReceivers")] = emails;
    properties[text("smsReceivers")] = phones(spec.receivers.sms, text("SMS"));
    properties[text("voiceReceivers")] = phones(spec.receivers.voice, text("voice"));
    properties[text("webhookReceivers")] = webhooks;
    const ResourceId id = spec.actionGroupId();
    return { Part::ActionGroup,
             key,
             text("Microsoft.Insights/actionGroups"),
             text("2023-01-01"),
             id.value.section(QLatin1Char('/'), -1),
             id,
             { { text("location"), text("Global") }, { text("tags"), tags(key) }, { text("properties"), properties } },
             { text("resourceGroup") } };
}

SpecResource logAlert(const AlertRuleText &rule, const AlertDeploymentSpec &spec)
{
    const QString key = text("rule.") + name(rule.rule);
    const bool tellsGroup = !spec.leftOut.contains(text("actionGroup"));
    const QJsonObject condition{ { text("query"), alertQuery(rule, spec) },
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
        { text("scopes"), QJsonArray{ spec.workspaceId().value } },
        { text("criteria"), QJsonObject{ { text("allOf"), QJsonArray{ condition } } } },
        { text("autoMitigate"), false },
        { text("actions"),
          QJsonObject{
              { text("actionGroups"), tellsGroup ? QJsonArray{ spec.actionGroupId().value } : QJsonArray() } } },
        // The tables appear with their first row, hours after the diagnostic setting.
        { text("skipQueryValidation"), true }
    };
    const ResourceId usual(spec.groupId().value + text("/providers/Microsoft.Insights/scheduledQueryRules/")
                           + rule.name);
    const ResourceId id = spec.found.value(key, usual);
    return { Part::LogAlert,
             key,
             text("Microsoft.Insights/scheduledQueryRules"),
             text("2023-12-01"),
             id.value.section(QLatin1Char('/'), -1),
             id,
             { { text("location"), spec.location },
               { text("kind"), text("LogAlert") },
               { text("tags"), tags(key) },
               { text("properties"), properties } },
             { text("workspace"), text("actionGroup") } };
}

// Sentinel rules carry no tag: their name is a GUID made from the workspace and the key, so that it is found again.
SpecResource sentinelRule(const AlertRuleText &rule, const AlertDeploymentSpec &spec)
{
    const QString key = text("rule.") + name(rule.rule);
    const QUuid space(QStringLiteral("{6f0e0d5c-1f60-5a1b-9d0b-5d7f6a3c2b11}"));
    const QString guid = QUuid::createUuidV5(space, spec.workspaceId().value.toLower() + QLatin1Char('#') + key)
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
                            { text("query"), alertQuery(rule, spec) },
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
             ResourceId(spec.workspaceId().value + text("/providers/Microsoft.SecurityInsights/alertRules/") + guid),
             { { text("kind"), text("Scheduled") }, { text("properties"), properties } },
             { text("workspace") } };
}

QList<SpecResource> all(const AlertDeploymentSpec &spec)
{
    const bool isSentinel = spec.home == AlertTarget::Sentinel;
    const bool makesWorkspace = spec.usedWorkspace.isEmpty();
    QList<SpecResource> list;
    if (makesWorkspace || !isSentinel)
        list.append(resourceGroup(spec));
    if (makesWorkspace)
        list.append(workspace(spec));
    list.append(diagnosticSetting(spec));
    if (!isSentinel)
        list.append(actionGroup(spec));
    for (const AlertRuleText &rule : alertRules())
        list.append(isSentinel ? sentinelRule(rule, spec) : logAlert(rule, spec));
    return list;
}

} // namespace

QList<SpecResource> resources(const AlertDeploymentSpec &spec)
{
    QList<SpecResource> list;
    QStringList keys;
    for (SpecResource resource : all(spec)) {
        if (spec.leftOut.contains(resource.key))
            continue;
        // What is not part of the list is there already, or was not wanted.
        resource.after.removeIf([&](const QString &key) { return !keys.contains(key); });
        keys.append(resource.key);
        list.append(std::move(resource));
    }
    return list;
}

} // namespace bg
