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

ExclusionWrite ExclusionWrite::of(const PolicyBefore &told, const QDateTime &when)
{
    return { told.policyId, told.displayName, told.sent, told.group, told.dropped, when };
}

} // namespace bg
