// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/ClaimsChallenge.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>

namespace bg {

namespace {

std::optional<QString> jsonObjectIn(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject() || document.object().isEmpty())
        return std::nullopt;
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

std::optional<QString> claimsDecoded(QByteArray claims)
{
    if (auto json = jsonObjectIn(QByteArray::fromPercentEncoding(claims)))
        return json;
    claims.replace('+', '-').replace('/', '_');
    return jsonObjectIn(QByteArray::fromBase64(claims, QByteArray::Base64UrlEncoding));
}

// One challenge: its scheme and the two parameters that matter here.
struct Challenge {
    QString scheme;
    QString error;
    QByteArray claims;
};

QList<Challenge> challenges(const QByteArray &header)
{
    // parameter="quoted", parameter=token, or a bare word, which begins the next challenge
    static const QRegularExpression part(
        QStringLiteral("([A-Za-z][A-Za-z0-9_-]*)\\s*(?:=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+)))?"));
    QList<Challenge> all;
    for (auto it = part.globalMatch(QString::fromLatin1(header)); it.hasNext();) {
        const auto match = it.next();
        const QString name = match.captured(1);
        const QString value = match.hasCaptured(3) ? match.captured(3) : match.captured(2);
        if (!match.hasCaptured(2) && !match.hasCaptured(3))
            all.append({ name, {}, {} });
        else if (all.isEmpty())
            continue;
        else if (name.compare(QLatin1String("error"), Qt::CaseInsensitive) == 0)
            all.last().error = value;
        else if (name.compare(QLatin1String("claims"), Qt::CaseInsensitive) == 0)
            all.last().claims = value.toLatin1();
    }
    return all;
}

} // namespace

std::optional<QString> claimsChallenge(const QByteArray &wwwAuthenticate)
{
    for (const Challenge &challenge : challenges(wwwAuthenticate)) {
        if (challenge.scheme.compare(QLatin1String("Bearer"), Qt::CaseInsensitive) != 0)
            continue;
        if (!challenge.error.isEmpty() && challenge.error != QLatin1String("insufficient_claims"))
            continue;
        if (auto claims = claimsDecoded(challenge.claims))
            return claims;
    }
    return std::nullopt;
}

std::optional<QString> claimsInMessage(const QString &message)
{
    static const QRegularExpression parameter(QStringLiteral("[?&]claims=([^&\\s\"]+)"));
    const auto match = parameter.match(message);
    return match.hasMatch() ? claimsDecoded(match.captured(1).toUtf8()) : std::nullopt;
}

} // namespace bg
