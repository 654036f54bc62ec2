// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/AuditedAction.h"

#include <QJsonArray>

namespace bg {

QJsonObject AuditedAction::toJson() const
{
    return { { QStringLiteral("logEntry"), logEntry },
             { QStringLiteral("account"), account.value },
             { QStringLiteral("when"), when.toUTC().toString(Qt::ISODateWithMs) },
             { QStringLiteral("activity"), activity },
             { QStringLiteral("category"), category },
             { QStringLiteral("result"), result },
             { QStringLiteral("targets"), QJsonArray::fromStringList(targets) } };
}

AuditedAction AuditedAction::fromJson(const QJsonObject &json)
{
    AuditedAction action;
    action.logEntry = json[QStringLiteral("logEntry")].toString();
    action.account = ObjectId(json[QStringLiteral("account")].toString());
    action.when = QDateTime::fromString(json[QStringLiteral("when")].toString(), Qt::ISODateWithMs);
    action.activity = json[QStringLiteral("activity")].toString();
    action.category = json[QStringLiteral("category")].toString();
    action.result = json[QStringLiteral("result")].toString();
    for (const QJsonValue &target : json[QStringLiteral("targets")].toArray())
        action.targets.append(target.toString());
    return action;
}

} // namespace bg
