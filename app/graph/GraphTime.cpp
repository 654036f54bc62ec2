// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/GraphTime.h"

namespace bg {

QDateTime graphTime(const QJsonValue &value)
{
    return value.isString() ? QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC() : QDateTime();
}

QString graphTime(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss'Z'"));
}

} // namespace bg
