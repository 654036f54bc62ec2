// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertSuppression.h"

#include <QJsonArray>

namespace bg {

namespace {

QJsonObject rulePropertiesOf(const QJsonObject &resource)
{
    return resource[QLatin1String("properties")].toObject();
}

bool removesActionGroups(const QJsonObject &properties)
{
    for (const QJsonValue &action : properties[QLatin1String("actions")].toArray())
        if (action[QLatin1String("actionType")].toString() == QLatin1String("RemoveAllActionGroups"))
            return true;
    return false;
}

// A log alert counts for the scope of what it watches and of where it stands.
bool covers(const QJsonObject &properties, const SpecResource &rule, const ResourceId &workspace)
{
    for (const QJsonValue &value : properties[QLatin1String("scopes")].toArray()) {
        const QString scope = value.toString();
        for (const QString &id : { rule.id.value, workspace.value })
            if (id.compare(scope, Qt::CaseInsensitive) == 0
                || id.startsWith(scope + QLatin1Char('/'), Qt::CaseInsensitive))
                return true;
    }
    return false;
}

bool mayMatch(const QJsonObject &properties)
{
    for (const QJsonValue &condition : properties[QLatin1String("conditions")].toArray()) {
        if (condition[QLatin1String("field")].toString() != QLatin1String("Severity"))
            continue;
        const bool namesOurs = condition[QLatin1String("values")].toArray().contains(QStringLiteral("Sev0"));
        if (namesOurs != (condition[QLatin1String("operator")].toString() == QLatin1String("Equals")))
            return false;
    }
    return true;
}

bool isInForce(const QJsonObject &properties, const QDateTime &now)
{
    const QJsonObject schedule = properties[QLatin1String("schedule")].toObject();
    const auto time = [&](const char *member) {
        QDateTime value = QDateTime::fromString(schedule[QLatin1String(member)].toString(), Qt::ISODate);
        value.setTimeSpec(Qt::UTC); // in the rule's own zone: a few hours do not matter here
        return value;
    };
    const QDateTime from = time("effectiveFrom"), until = time("effectiveUntil");
    return (!from.isValid() || from <= now) && (!until.isValid() || now <= until);
}

} // namespace

std::optional<AlertSuppression> suppressorOf(const SpecResource &rule, const QJsonObject &asSeen, const AzureInventory &seen,
                                       const QDateTime &now)
{
    const QJsonObject properties = rulePropertiesOf(asSeen);
    if (const QString mute = properties[QLatin1String("muteActionsDuration")].toString(); !mute.isEmpty())
        return AlertSuppression{ QStringLiteral("rule"), true, mute };
    if (properties[QLatin1String("suppressionEnabled")].toBool())
        return AlertSuppression{ QStringLiteral("rule"), true,
                             properties[QLatin1String("suppressionDuration")].toString() };
    if (rule.part != SpecResource::Part::LogAlert)
        return std::nullopt;
    for (const QJsonObject &processing : seen.suppressions) {
        const QJsonObject its = rulePropertiesOf(processing);
        if (its[QLatin1String("enabled")].toBool(true) && removesActionGroups(its)
            && covers(its, rule, seen.spec.workspaceId()) && mayMatch(its) && isInForce(its, now))
            return AlertSuppression{ processing[QLatin1String("name")].toString(), false,
                                 processing[QLatin1String("id")].toString() };
    }
    return std::nullopt;
}

} // namespace bg
