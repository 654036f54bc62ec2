// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/Ctap2.h"

#include <QCborArray>

namespace bg::ctap2 {

Taken<QByteArray> bytes(const QCborMap &map, qint64 key)
{
    const QCborValue value = map.value(key);
    if (value.isUndefined())
        return refuse(Status::MissingParameter);
    if (!value.isByteArray())
        return refuse(Status::CborUnexpectedType);
    return value.toByteArray();
}

Taken<qint64> number(const QCborMap &map, qint64 key)
{
    const QCborValue value = map.value(key);
    if (value.isUndefined())
        return refuse(Status::MissingParameter);
    if (!value.isInteger())
        return refuse(Status::CborUnexpectedType);
    return value.toInteger();
}

Taken<QCborMap> inner(const QCborMap &map, qint64 key)
{
    const QCborValue value = map.value(key);
    if (value.isUndefined())
        return refuse(Status::MissingParameter);
    if (!value.isMap())
        return refuse(Status::CborUnexpectedType);
    return value.toMap();
}

Taken<std::optional<QByteArray>> optionalBytes(const QCborMap &map, qint64 key)
{
    if (!map.contains(key))
        return std::nullopt;
    const auto value = bytes(map, key);
    if (!value)
        return refuse(value.error());
    return *value;
}

Taken<std::optional<bool>> option(const QCborMap &options, const char *name)
{
    const QCborValue value = options.value(QLatin1String(name));
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isBool())
        return refuse(Status::CborUnexpectedType);
    return value.toBool();
}

QCborMap descriptor(const QByteArray &credentialId)
{
    return { { QStringLiteral("id"), credentialId }, { QStringLiteral("type"), QStringLiteral("public-key") } };
}

Taken<QList<QByteArray>> descriptors(const QCborMap &map, qint64 key)
{
    const QCborValue list = map.value(key);
    QList<QByteArray> ids;
    if (list.isUndefined())
        return ids;
    if (!list.isArray())
        return refuse(Status::CborUnexpectedType);
    for (const QCborValue item : list.toArray()) {
        const QCborValue id = item.toMap().value(QLatin1String("id"));
        const QCborValue type = item.toMap().value(QLatin1String("type"));
        if (id.isUndefined() || type.isUndefined())
            return refuse(Status::MissingParameter);
        if (!id.isByteArray() || !type.isString())
            return refuse(Status::CborUnexpectedType);
        if (type.toString() == QLatin1String("public-key"))
            ids.append(id.toByteArray());
    }
    return ids;
}

} // namespace bg::ctap2
