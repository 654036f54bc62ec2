// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace bg {

// JSON as it is read in a document, for the fixed parts of a tenant.
inline QJsonObject jsonObject(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}
inline QJsonArray jsonArray(const char *text)
{
    return QJsonDocument::fromJson(text).array();
}

// Lays `change` over `object` as Graph's PATCH does: objects are merged, lists and plain values replaced.
inline void mergeInto(QJsonObject &object, const QJsonObject &change)
{
    for (auto member = change.begin(); member != change.end(); ++member) {
        if (member.key().contains(u'@'))
            continue;
        if (!member.value().isObject() || !object[member.key()].isObject()) {
            object[member.key()] = member.value();
            continue;
        }
        QJsonObject inner = object[member.key()].toObject();
        mergeInto(inner, member.value().toObject());
        object[member.key()] = inner;
    }
}

} // namespace bg
