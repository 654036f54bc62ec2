// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/IdToken.h"

#include "app/auth/Jwt.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <openssl/crypto.h>

#include <optional>

namespace bg {

namespace {

constexpr double Skew = 300; // s

// The tenant that all personal Microsoft accounts live in.
const QLatin1String PersonalAccounts("9188040d-6c67-4c5b-b112-36a304b66dad");

bool isGuid(const QString &text)
{
    static const QRegularExpression guid(QStringLiteral("\\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\z"));
    return guid.match(text).hasMatch();
}

bool isForUs(const QJsonValue &audience, const QJsonValue &authorized, const QString &clientId)
{
    if (audience.isString())
        return audience.toString() == clientId;
    const QJsonArray all = audience.toArray();
    if (!all.contains(clientId))
        return false;
    return all.size() == 1 || authorized.toString() == clientId;
}

bool isExternalIdentity(const QJsonObject &claims)
{
    const QUrl issuer(claims[QLatin1String("iss")].toString());
    const QString policy = claims[QLatin1String("tfp")].toString() + claims[QLatin1String("acr")].toString();
    return issuer.host().endsWith(QLatin1String(".b2clogin.com"))
        || issuer.host().endsWith(QLatin1String(".ciamlogin.com")) || issuer.path().startsWith(QLatin1String("/tfp/"))
        || claims.contains(QLatin1String("tfp")) || policy.startsWith(QLatin1String("b2c_1"), Qt::CaseInsensitive);
}

bool isSameNonce(const QJsonValue &given, const QByteArray &ours)
{
    const QByteArray bytes = given.toString().toUtf8();
    return bytes.size() == ours.size()
        && CRYPTO_memcmp(bytes.constData(), ours.constData(), std::size_t(ours.size())) == 0;
}

} // namespace

QString issuerOf(const QUrl &login, const QString &tenant)
{
    return login.toString() + QLatin1Char('/') + tenant + QLatin1String("/v2.0");
}

bool isSameIssuer(const QString &one, const QString &other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

Result<Identity> checkIdToken(QByteArrayView token, const IdTokenExpectation &expected)
{
    const auto wrong = [](const char *claim) { return fail(Error::Kind::TokenInvalid, QLatin1String(claim)); };
    const auto claims = jwtClaims(token);
    if (!claims)
        return wrong("not a JSON Web Token");
    const auto text = [&](const char *name) { return claims->value(QLatin1String(name)).toString(); };

    if (isExternalIdentity(*claims))
        return fail(Error::Kind::UnsupportedTenant, QStringLiteral("external"));
    if (!isForUs(claims->value(QLatin1String("aud")), claims->value(QLatin1String("azp")), expected.clientId))
        return wrong("aud");
    const QString tenant = text("tid");
    if (!isGuid(tenant))
        return wrong("tid");
    if (tenant.compare(PersonalAccounts, Qt::CaseInsensitive) == 0)
        return fail(Error::Kind::UnsupportedTenant, QStringLiteral("personal"));
    if (!isSameIssuer(text("iss"), issuerOf(expected.login, tenant)))
        return wrong("iss");

    const double now = double(expected.now.toSecsSinceEpoch());
    const QJsonValue expires = claims->value(QLatin1String("exp"));
    if (!expires.isDouble() || expires.toDouble() + Skew <= now)
        return wrong("exp");
    const QJsonValue notBefore = claims->value(QLatin1String("nbf"));
    if (!notBefore.isUndefined() && (!notBefore.isDouble() || notBefore.toDouble() - Skew > now))
        return wrong("nbf");
    if (!expected.nonce.isEmpty() && !isSameNonce(claims->value(QLatin1String("nonce")), expected.nonce))
        return wrong("nonce");
    if (!isGuid(text("oid")))
        return wrong("oid");

    Identity who;
    who.objectId = ObjectId(text("oid").toLower());
    who.tenantId = TenantId(tenant.toLower());
    who.userName = text("preferred_username");
    who.displayName = text("name");
    return who;
}

} // namespace bg
