// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/arm/ArmBody.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QStringList>

#include <functional>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

// One sentence, the first that applies.
class Objections {
public:
    QString first;

    void add(const QString &sentence)
    {
        if (first.isEmpty())
            first = sentence;
    }
    void only(const QJsonObject &object, const QString &where, const QString &names)
    {
        const QStringList known = names.split(u' ');
        for (auto member = object.begin(); member != object.end(); ++member)
            if (!known.contains(member.key()))
                add(u"Could not find member '%1' on object of type '%2'."_s.arg(member.key(), where));
    }
    void text(const QJsonObject &object, const QString &name)
    {
        if (!object[name].isString() || object[name].toString().isEmpty())
            add(u"The value for property '%1' is required."_s.arg(name));
    }
    void oneOf(const QJsonObject &object, const QString &name, const QString &values)
    {
        if (!values.split(u' ').contains(object[name].toString()))
            add(u"'%1' is not a valid value for '%2'."_s.arg(object[name].toString(), name));
    }
    void flag(const QJsonObject &object, const QString &name)
    {
        if (object.contains(name) && !object[name].isBool())
            add(u"'%1' must be a boolean."_s.arg(name));
    }
    void number(const QJsonObject &object, const QString &name)
    {
        if (!object[name].isDouble())
            add(u"'%1' must be a number."_s.arg(name));
    }
    void duration(const QJsonObject &object, const QString &name)
    {
        static const QRegularExpression iso(u"^P(\\d+D)?(T(\\d+H)?(\\d+M)?)?$"_s);
        if (!iso.match(object[name].toString()).hasMatch())
            add(u"'%1' must be a duration of ISO 8601."_s.arg(name));
    }
    void each(const QJsonObject &object, const QString &list, const QString &names, const QString &required)
    {
        for (const QJsonValue &value : object[list].toArray()) {
            only(value.toObject(), list, names);
            for (const QString &name : required.split(u' '))
                text(value.toObject(), name);
        }
    }
};

void tracked(const QJsonObject &body, Objections &say, const QString &more = {})
{
    say.only(body, u"resource"_s, u"location tags properties id name type "_s + more);
    say.text(body, u"location"_s);
    if (body["tags"_L1].toObject().size() > 50)
        say.add(u"A resource can have 50 tags at most."_s);
}

void workspace(const QJsonObject &body, Objections &say)
{
    tracked(body, say, u"identity etag"_s);
    const QJsonObject properties = body["properties"_L1].toObject();
    say.only(
        properties, u"WorkspaceProperties"_s,
        u"sku retentionInDays workspaceCapping publicNetworkAccessForIngestion publicNetworkAccessForQuery forceCmkForQuery features defaultDataCollectionRuleResourceId"_s);
    say.oneOf(properties["sku"_L1].toObject(), u"name"_s,
              u"Free Standard Premium PerNode PerGB2018 Standalone CapacityReservation LACluster"_s);
}

void actionGroup(const QJsonObject &body, Objections &say)
{
    tracked(body, say);
    const QJsonObject properties = body["properties"_L1].toObject();
    say.only(
        properties, u"ActionGroup"_s,
        u"groupShortName enabled emailReceivers smsReceivers webhookReceivers itsmReceivers azureAppPushReceivers automationRunbookReceivers voiceReceivers logicAppReceivers azureFunctionReceivers armRoleReceivers eventHubReceivers"_s);
    say.text(properties, u"groupShortName"_s);
    if (properties["groupShortName"_L1].toString().size() > 12)
        say.add(u"The field groupShortName must be a string with a maximum length of 12."_s);
    if (!properties["enabled"_L1].isBool())
        say.add(u"The value for property 'enabled' is required."_s);
    say.each(properties, u"emailReceivers"_s, u"name emailAddress useCommonAlertSchema status"_s,
             u"name emailAddress"_s);
    say.each(properties, u"smsReceivers"_s, u"name countryCode phoneNumber status"_s,
             u"name countryCode phoneNumber"_s);
    say.each(properties, u"voiceReceivers"_s, u"name countryCode phoneNumber"_s, u"name countryCode phoneNumber"_s);
    say.each(properties, u"webhookReceivers"_s,
             u"name serviceUri useCommonAlertSchema useAadAuth objectId identifierUri tenantId"_s,
             u"name serviceUri"_s);
}

void logAlert(const QJsonObject &body, Objections &say)
{
    tracked(body, say, u"kind etag systemData identity"_s);
    const QJsonObject properties = body["properties"_L1].toObject();
    say.only(
        properties, u"ScheduledQueryRuleProperties"_s,
        u"createdWithApiVersion isLegacyLogAnalyticsRule description displayName severity enabled scopes evaluationFrequency windowSize overrideQueryTimeRange targetResourceTypes criteria muteActionsDuration actions isWorkspaceAlertsStorageConfigured checkWorkspaceAlertsStorageConfigured skipQueryValidation autoMitigate ruleResolveConfiguration publicNetworkAccess"_s);
    say.number(properties, u"severity"_s);
    if (properties["severity"_L1].toInt(-1) < 0 || properties["severity"_L1].toInt() > 4)
        say.add(u"The severity must be between 0 and 4."_s);
    say.flag(properties, u"enabled"_s);
    say.duration(properties, u"evaluationFrequency"_s);
    say.oneOf(properties, u"windowSize"_s,
              u"PT1M PT5M PT10M PT15M PT30M PT45M PT1H PT2H PT3H PT4H PT5H PT6H P1D P2D"_s);
    if (properties["scopes"_L1].toArray().size() != 1)
        say.add(u"Exactly one scope is needed."_s);
    const QJsonArray conditions = properties["criteria"_L1]["allOf"_L1].toArray();
    if (conditions.isEmpty())
        say.add(u"The value for property 'criteria' is required."_s);
    for (const QJsonValue &condition : conditions) {
        say.only(
            condition.toObject(), u"Condition"_s,
            u"query timeAggregation metricMeasureColumn resourceIdColumn dimensions operator threshold failingPeriods metricName"_s);
        say.text(condition.toObject(), u"query"_s);
        say.oneOf(condition.toObject(), u"timeAggregation"_s, u"Count Average Minimum Maximum Total"_s);
        say.oneOf(condition.toObject(), u"operator"_s,
                  u"Equals GreaterThan GreaterThanOrEqual LessThan LessThanOrEqual"_s);
    }
    say.only(properties["actions"_L1].toObject(), u"Actions"_s, u"actionGroups customProperties actionProperties"_s);
    if (properties["autoMitigate"_L1].toBool() && properties.contains(u"muteActionsDuration"_s))
        say.add(u"Muting actions is not possible for rules that resolve themselves."_s);
    if (!properties["skipQueryValidation"_L1].toBool())
        say.add(u"The query refers to a table that does not exist in the workspace."_s);
}

void sentinelRule(const QJsonObject &body, Objections &say)
{
    say.only(body, u"ScheduledAlertRule"_s, u"kind etag properties id name type systemData"_s);
    say.oneOf(body, u"kind"_s, u"Scheduled"_s);
    const QJsonObject properties = body["properties"_L1].toObject();
    say.only(
        properties, u"ScheduledAlertRuleProperties"_s,
        u"alertRuleTemplateName templateVersion description query displayName enabled lastModifiedUtc suppressionDuration suppressionEnabled severity tactics techniques incidentConfiguration queryFrequency queryPeriod triggerOperator triggerThreshold eventGroupingSettings customDetails entityMappings alertDetailsOverride"_s);
    for (const QString &name : { u"displayName"_s, u"query"_s })
        say.text(properties, name);
    for (const QString &name : { u"queryFrequency"_s, u"queryPeriod"_s, u"suppressionDuration"_s })
        say.duration(properties, name);
    for (const QString &name : { u"enabled"_s, u"suppressionEnabled"_s })
        if (!properties[name].isBool())
            say.add(u"'%1' is required."_s.arg(name));
    say.oneOf(properties, u"severity"_s, u"High Medium Low Informational"_s);
    say.oneOf(properties, u"triggerOperator"_s, u"GreaterThan LessThan Equal NotEqual"_s);
    say.number(properties, u"triggerThreshold"_s);
}

void diagnosticSetting(const QJsonObject &body, Objections &say)
{
    say.only(body, u"DiagnosticSettingsResource"_s, u"properties id name type location kind tags identity"_s);
    const QJsonObject properties = body["properties"_L1].toObject();
    say.only(properties, u"DiagnosticSettings"_s,
             u"storageAccountId serviceBusRuleId workspaceId eventHubAuthorizationRuleId eventHubName logs"_s);
    const bool hasSink = !properties["workspaceId"_L1].toString().isEmpty()
        || !properties["storageAccountId"_L1].toString().isEmpty()
        || !properties["eventHubAuthorizationRuleId"_L1].toString().isEmpty();
    if (!hasSink)
        say.add(u"At least one data sink needs to be specified."_s);
    if (properties["logs"_L1].toArray().isEmpty())
        say.add(u"At least one log category needs to be specified."_s);
    for (const QJsonValue &log : properties["logs"_L1].toArray()) {
        say.only(log.toObject(), u"LogSettings"_s, u"category enabled retentionPolicy"_s);
        say.oneOf(
            log.toObject(), u"category"_s,
            u"AuditLogs SignInLogs NonInteractiveUserSignInLogs ServicePrincipalSignInLogs ManagedIdentitySignInLogs ProvisioningLogs ADFSSignInLogs RiskyUsers UserRiskEvents RiskyServicePrincipals ServicePrincipalRiskEvents NetworkAccessTrafficLogs EnrichedOffice365AuditLogs MicrosoftGraphActivityLogs"_s);
        if (!log["enabled"_L1].isBool())
            say.add(u"'enabled' is required."_s);
    }
}

} // namespace

QString objection(const QString &type, const QJsonObject &body)
{
    static const QHash<QString, std::function<void(const QJsonObject &, Objections &)>> readers{
        { u"microsoft.operationalinsights/workspaces"_s, workspace },
        { u"microsoft.insights/actiongroups"_s, actionGroup },
        { u"microsoft.insights/scheduledqueryrules"_s, logAlert },
        { u"microsoft.securityinsights/alertrules"_s, sentinelRule },
        { u"microsoft.aadiam/diagnosticsettings"_s, diagnosticSetting },
        { u"microsoft.resources/resourcegroups"_s,
          [](const QJsonObject &group, Objections &say) { tracked(group, say, u"managedBy"_s); } },
    };
    Objections say;
    if (const auto reader = readers.value(type.toLower()))
        reader(body, say);
    else
        say.add(u"The resource type '%1' could not be found."_s.arg(type));
    return say.first;
}

} // namespace bg
