// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/ClientData.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace bg {

namespace {

QByteArray quoted(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{ text }).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2); // without the brackets
}

} // namespace

QByteArray clientDataJson(const QString &type, const QString &challenge, const QString &rpId)
{
    // Written out, because the order of the members is part of the standard and QJsonObject sorts them.
    return "{\"type\":" + quoted(type) + ",\"challenge\":" + quoted(challenge)
        + ",\"origin\":" + quoted(QLatin1String("https://") + rpId) + ",\"crossOrigin\":false}";
}

} // namespace bg
