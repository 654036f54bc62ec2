// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/Claims.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bg {

namespace {

const QLatin1String AccessToken("access_token");

}

Result<QByteArray> claimsParameter(const QString &challenge)
{
    QJsonObject claims;
    if (!challenge.isEmpty()) {
        const QJsonDocument document = QJsonDocument::fromJson(challenge.toUtf8());
        if (!document.isObject())
            return fail(Error::Kind::Malformed, QStringLiteral("claims challenge"));
        claims = document.object();
    }
    QJsonObject accessToken = claims[AccessToken].toObject();
    accessToken.insert(QStringLiteral("xms_cc"),
                       QJsonObject{ { QStringLiteral("values"), QJsonArray{ QStringLiteral("cp1") } } });
    claims.insert(AccessToken, accessToken);
    return QJsonDocument(claims).toJson(QJsonDocument::Compact);
}

bool asksForPerson(const QString &challenge)
{
    const QJsonObject asked = QJsonDocument::fromJson(challenge.toUtf8()).object()[AccessToken].toObject();
    return asked.contains(QLatin1String("acrs")) || asked.contains(QLatin1String("amr"));
}

} // namespace bg
