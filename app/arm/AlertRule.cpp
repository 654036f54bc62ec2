// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertRule.h"

#include "resources/Resources.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bg {

namespace {

AlertRuleText textOf(AlertRule rule, const QJsonObject &entry)
{
    AlertRuleText text;
    text.rule = rule;
    text.name = entry[QLatin1String("name")].toString();
    text.displayName = entry[QLatin1String("displayName")].toString();
    text.description = entry[QLatin1String("description")].toString();
    text.file = entry[QLatin1String("query")].toString();
    text.query = QString::fromUtf8(resource(QStringLiteral("alerts/") + text.file)).trimmed();
    for (const QJsonValue &tactic : entry[QLatin1String("tactics")].toArray())
        text.tactics.append(tactic.toString());
    return text;
}

QList<AlertRuleText> readRules()
{
    const QJsonArray entries = QJsonDocument::fromJson(resource(QStringLiteral("alerts/rules.json"))).array();
    QList<AlertRuleText> rules;
    for (const AlertRule rule : { AlertRule::SignIn, AlertRule::Credentials, AlertRule::Role, AlertRule::ExclusionGroup,
                                  AlertRule::ConditionalAccess })
        for (const QJsonValue &entry : entries)
            if (entry[QLatin1String("rule")].toString() == name(rule))
                rules.append(textOf(rule, entry.toObject()));
    return rules;
}

} // namespace

QString name(AlertRule rule)
{
    switch (rule) {
    case AlertRule::SignIn:
        return QStringLiteral("signIn");
    case AlertRule::Credentials:
        return QStringLiteral("credentials");
    case AlertRule::Role:
        return QStringLiteral("role");
    case AlertRule::ExclusionGroup:
        return QStringLiteral("exclusionGroup");
    case AlertRule::ConditionalAccess:
        return QStringLiteral("conditionalAccess");
    }
    return {};
}

const QList<AlertRuleText> &alertRules()
{
    static const QList<AlertRuleText> rules = readRules();
    return rules;
}

} // namespace bg
