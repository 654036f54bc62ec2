// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/UnknownAuthMethod.h"

namespace bg {

QJsonObject UnknownAuthMethod::toJson() const
{
    QJsonObject json{ { QStringLiteral("account"), account.value },
                      { QStringLiteral("id"), id },
                      { QStringLiteral("type"), type },
                      { QStringLiteral("displayName"), displayName },
                      { QStringLiteral("isToGo"), isToGo } };
    if (created.isValid())
        json[QStringLiteral("created")] = created.toUTC().toString(Qt::ISODateWithMs);
    return json;
}

UnknownAuthMethod UnknownAuthMethod::fromJson(const QJsonObject &json)
{
    return { ObjectId(json[QStringLiteral("account")].toString()),
             json[QStringLiteral("id")].toString(),
             json[QStringLiteral("type")].toString(),
             json[QStringLiteral("displayName")].toString(),
             QDateTime::fromString(json[QStringLiteral("created")].toString(), Qt::ISODateWithMs),
             json[QStringLiteral("isToGo")].toBool() };
}

} // namespace bg
