// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/UseDeed.h"

#include <QJsonArray>

namespace bg {

QJsonObject UseDeed::toJson() const
{
    return { { QStringLiteral("logEntry"), logEntry },
             { QStringLiteral("account"), account.value },
             { QStringLiteral("when"), when.toUTC().toString(Qt::ISODateWithMs) },
             { QStringLiteral("activity"), activity },
             { QStringLiteral("category"), category },
             { QStringLiteral("result"), result },
             { QStringLiteral("targets"), QJsonArray::fromStringList(targets) } };
}

UseDeed UseDeed::fromJson(const QJsonObject &json)
{
    UseDeed deed;
    deed.logEntry = json[QStringLiteral("logEntry")].toString();
    deed.account = ObjectId(json[QStringLiteral("account")].toString());
    deed.when = QDateTime::fromString(json[QStringLiteral("when")].toString(), Qt::ISODateWithMs);
    deed.activity = json[QStringLiteral("activity")].toString();
    deed.category = json[QStringLiteral("category")].toString();
    deed.result = json[QStringLiteral("result")].toString();
    for (const QJsonValue &target : json[QStringLiteral("targets")].toArray())
        deed.targets.append(target.toString());
    return deed;
}

} // namespace bg
