// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/arm/Azure.h"

#include <QJsonArray>

namespace bg {

// Somebody else at work in Azure: changes one property of every resource of that name.
inline void changeProperty(Azure &azure, const QString &resource, const QString &member, const QJsonValue &value)
{
    for (QJsonObject &one : azure.resources) {
        if (one[QLatin1String("name")].toString() != resource)
            continue;
        QJsonObject properties = one[QLatin1String("properties")].toObject();
        properties[member] = value;
        one[QStringLiteral("properties")] = properties;
    }
}

inline void removeResource(Azure &azure, const QString &resource)
{
    azure.resources.removeIf([&](QMap<QString, QJsonObject>::iterator one) {
        return one.value()[QLatin1String("name")].toString() == resource;
    });
}

// An alert processing rule that takes the action groups away from every alert below a scope.
inline void suppression(Azure &azure, const QString &scope, const QJsonObject &schedule = {},
                    const QString &severity = QStringLiteral("Sev0"))
{
    const QString id
        = QStringLiteral("/subscriptions/%1/resourceGroups/x/providers/Microsoft.AlertsManagement/actionRules/quiet")
              .arg(ArmScenario::subscriptionId());
    const QJsonObject condition{ { QStringLiteral("field"), QStringLiteral("Severity") },
                                 { QStringLiteral("operator"), QStringLiteral("Equals") },
                                 { QStringLiteral("values"), QJsonArray{ severity } } };
    const QJsonObject action{ { QStringLiteral("actionType"), QStringLiteral("RemoveAllActionGroups") } };
    const QJsonObject properties{ { QStringLiteral("enabled"), true },
                                  { QStringLiteral("scopes"), QJsonArray{ scope } },
                                  { QStringLiteral("schedule"), schedule },
                                  { QStringLiteral("conditions"), QJsonArray{ condition } },
                                  { QStringLiteral("actions"), QJsonArray{ action } } };
    azure.resources[id.toLower()]
        = { { QStringLiteral("id"), id },
            { QStringLiteral("name"), QStringLiteral("quiet") },
            { QStringLiteral("type"), QStringLiteral("Microsoft.AlertsManagement/actionRules") },
            { QStringLiteral("properties"), properties } };
}

} // namespace bg
