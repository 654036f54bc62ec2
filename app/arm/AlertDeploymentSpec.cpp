// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertDeploymentSpec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUuid>

namespace bg {

namespace {

bool matches(const char *pattern, const QString &text)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QLatin1String(pattern))).match(text).hasMatch();
}

bool isGuid(const QString &text)
{
    return matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text) && !QUuid(text).isNull();
}

QString listOf(const QList<ObjectId> &ids)
{
    QJsonArray values;
    for (const ObjectId &id : ids)
        values.append(id.value);
    return QString::fromUtf8(QJsonDocument(values).toJson(QJsonDocument::Compact));
}

} // namespace

QString alertTag()
{
    return QStringLiteral("breakglass-wizard");
}

QStringList alertKeys()
{
    QStringList keys{ QStringLiteral("resourceGroup"), QStringLiteral("workspace"), QStringLiteral("diagnosticSetting"),
                      QStringLiteral("actionGroup") };
    for (const AlertRuleText &rule : alertRules())
        keys.append(QStringLiteral("rule.") + name(rule.rule));
    return keys;
}

QStringList alertCategories()
{
    return { QStringLiteral("SignInLogs"), QStringLiteral("NonInteractiveUserSignInLogs"),
             QStringLiteral("AuditLogs") };
}

ResourceId AlertDeploymentSpec::groupId() const
{
    return ResourceId(QStringLiteral("/subscriptions/") + subscription + QStringLiteral("/resourceGroups/")
                      + resourceGroup);
}

ResourceId AlertDeploymentSpec::workspaceId() const
{
    if (!usedWorkspace.isEmpty())
        return usedWorkspace;
    return ResourceId(groupId().value + QStringLiteral("/providers/Microsoft.OperationalInsights/workspaces/")
                      + workspace);
}

ResourceId AlertDeploymentSpec::actionGroupId() const
{
    const ResourceId usual(groupId().value
                           + QStringLiteral("/providers/Microsoft.Insights/actionGroups/breakglass-custodians"));
    return found.value(QStringLiteral("actionGroup"), usual);
}

QString alertQuery(const AlertRuleText &rule, const AlertDeploymentSpec &spec)
{
    QString query = rule.query;
    query.replace(QLatin1String("{{accounts}}"), listOf(spec.accounts));
    query.replace(QLatin1String("{{group}}"), listOf({ spec.exclusionGroup }));
    // Twice the rule's frequency: an arrival at the edge of a run is seen twice rather than never.
    query.replace(QLatin1String("{{lookback}}"), QLatin1String("10m"));
    return query;
}

Result<void> validated(const AlertDeploymentSpec &spec)
{
    const auto wrong = [](const QString &what) { return fail(Error::Kind::Input, what); };
    if (spec.accounts.isEmpty())
        return wrong(QStringLiteral("no account to watch"));
    for (const ObjectId &account : spec.accounts)
        if (!isGuid(account.value))
            return wrong(QStringLiteral("an account's object id is no GUID"));
    if (!isGuid(spec.exclusionGroup.value))
        return wrong(QStringLiteral("the group's object id is no GUID"));
    if (!isGuid(spec.subscription))
        return wrong(QStringLiteral("the subscription is no GUID"));
    if (!matches("[-\\w.()]{0,89}[-\\w()]", spec.resourceGroup))
        return wrong(QStringLiteral("the resource group's name"));
    if (spec.usedWorkspace.isEmpty() && !matches("[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]", spec.workspace))
        return wrong(QStringLiteral("the workspace's name: 4 to 63 letters, digits and hyphens"));
    if (!matches("[a-z0-9]+", spec.location))
        return wrong(QStringLiteral("the location: its short name, like westeurope"));
    if (const auto problem = spec.receivers.problem())
        return wrong(*problem);
    return {};
}

} // namespace bg
