// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/RecordedAlerts.h"

#include <QJsonArray>

namespace bg {

QJsonObject recordedAlerts(const AlertChoice &choice)
{
    return { { QStringLiteral("subscription"), choice.subscription },
             { QStringLiteral("resourceGroup"), choice.resourceGroup },
             { QStringLiteral("workspace"), choice.workspace },
             { QStringLiteral("usedWorkspace"), choice.usedWorkspace },
             { QStringLiteral("location"), choice.location },
             { QStringLiteral("sentinel"), choice.sentinel },
             { QStringLiteral("leftOut"), QJsonArray::fromStringList(choice.leftOut) } };
}

AlertChoice alertsOfRecord(const QJsonObject &recorded)
{
    const auto text = [&](const char *member) { return recorded[QLatin1String(member)].toString(); };
    AlertChoice choice;
    choice.deploy = true;
    choice.subscription = text("subscription");
    choice.resourceGroup = text("resourceGroup");
    choice.workspace = text("workspace");
    choice.usedWorkspace = text("usedWorkspace");
    choice.location = text("location");
    choice.sentinel = recorded[QLatin1String("sentinel")].toBool();
    for (const QJsonValue &key : recorded[QLatin1String("leftOut")].toArray())
        choice.leftOut.append(key.toString());
    return choice;
}

} // namespace bg
