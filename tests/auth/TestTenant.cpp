// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/auth/TestTenant.h"

#include <QJsonDocument>

namespace bg {

QByteArray jwt(const QJsonObject &claims)
{
    const auto part = [](const QByteArray &json) {
        return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return part(R"({"alg":"RS256","typ":"JWT"})") + '.' + part(QJsonDocument(claims).toJson(QJsonDocument::Compact))
        + '.' + part("signature");
}

QJsonObject goodClaims(const QUrl &login, const QDateTime &now)
{
    return { { QStringLiteral("aud"), TestClientId },
             { QStringLiteral("iss"), QStringLiteral("%1/%2/v2.0").arg(login.toString(), TestTenantId) },
             { QStringLiteral("tid"), TestTenantId },
             { QStringLiteral("oid"), TestObjectId },
             { QStringLiteral("exp"), now.toSecsSinceEpoch() + 3600 },
             { QStringLiteral("nbf"), now.toSecsSinceEpoch() },
             { QStringLiteral("preferred_username"), QStringLiteral("operator@contoso.onmicrosoft.com") },
             { QStringLiteral("name"), QStringLiteral("Operator") } };
}

QJsonObject tokenBody(const QString &accessToken, const QString &scope)
{
    return { { QStringLiteral("token_type"), QStringLiteral("Bearer") },
             { QStringLiteral("access_token"), accessToken },
             { QStringLiteral("expires_in"), 3600 },
             { QStringLiteral("scope"), scope } };
}

} // namespace bg
