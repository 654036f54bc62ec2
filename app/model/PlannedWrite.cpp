// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/PlannedWrite.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace bg {

QJsonObject PlannedWrite::toJson() const
{
    return {
        { QStringLiteral("step"), name(step) },         { QStringLiteral("object"), object },
        { QStringLiteral("objectId"), objectId },       { QStringLiteral("property"), property },
        { QStringLiteral("before"), before },           { QStringLiteral("after"), after },
        { QStringLiteral("alsoTouches"), alsoTouches },
    };
}

QString planHash(const QList<PlannedWrite> &writes)
{
    QJsonArray all;
    for (const PlannedWrite &write : writes)
        all.append(write.toJson());
    // Canonical: QJsonObject keeps its members sorted, and compact output has one form only.
    const QByteArray text = QJsonDocument(all).toJson(QJsonDocument::Compact);
    const QString hex
        = QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex()).toUpper();
    return hex.left(4) + QLatin1Char('-') + hex.mid(4, 4);
}

} // namespace bg
