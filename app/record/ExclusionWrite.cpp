// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/record/ExclusionWrite.h"

namespace bg {

QJsonArray jsonOf(const QList<ObjectId> &ids)
{
    QJsonArray all;
    for (const ObjectId &id : ids)
        all.append(id.value);
    return all;
}

QList<ObjectId> idsOf(const QJsonArray &ids)
{
    QList<ObjectId> all;
    for (const QJsonValue &id : ids)
        all.append(ObjectId(id.toString()));
    return all;
}

ExclusionWrite ExclusionWrite::fromLine(const QJsonObject &line)
{
    return { PolicyId(line[QLatin1String("policyId")].toString()),
             line[QLatin1String("displayName")].toString(),
             idsOf(line[QLatin1String("sent")].toArray()),
             ObjectId(line[QLatin1String("group")].toString()),
             idsOf(line[QLatin1String("dropped")].toArray()),
             QDateTime::fromString(line[QLatin1String("when")].toString(), Qt::ISODateWithMs) };
}

} // namespace bg
