// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/ClientAssertion.h"

#include "app/auth/Jwt.h"
#include "app/base/Random.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>

namespace bg {

namespace {

constexpr std::chrono::seconds assertionLife = std::chrono::minutes(5);
constexpr qint64 largestFederatedToken = 64 << 10; // bytes

QByteArray encoded(const QJsonObject &part)
{
    return base64Url(QJsonDocument(part).toJson(QJsonDocument::Compact));
}

} // namespace

Result<Secret> CertificateAssertion::make(const QUrl &tokenEndpoint, const QString &clientId,
                                          const QDateTime &now) const
{
    if (const auto isInTime = m_certificate.checkTime(now); !isInTime)
        return fail(isInTime.error());
    const qint64 seconds = now.toSecsSinceEpoch();
    const QJsonObject header{ { QStringLiteral("alg"), QStringLiteral("PS256") },
                              { QStringLiteral("typ"), QStringLiteral("JWT") },
                              { QStringLiteral("x5t#S256"),
                                QString::fromLatin1(base64Url(m_certificate.thumbprint())) } };
    const QJsonObject claims{ { QStringLiteral("aud"), tokenEndpoint.toString() },
                              { QStringLiteral("iss"), clientId },
                              { QStringLiteral("sub"), clientId },
                              { QStringLiteral("jti"), randomGuid() },
                              { QStringLiteral("iat"), seconds },
                              { QStringLiteral("nbf"), seconds },
                              { QStringLiteral("exp"), seconds + qint64(assertionLife.count()) } };
    QByteArray message = encoded(header) + '.' + encoded(claims);
    const auto signature = m_certificate.signedPs256(message);
    if (!signature)
        return fail(signature.error());
    message += '.' + base64Url(*signature);
    return Secret::taking(message);
}

Result<Secret> FederatedAssertion::make(const QUrl &, const QString &, const QDateTime &now) const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(Error::Kind::File, QStringLiteral("%1: %2").arg(m_file, file.errorString()));
    QByteArray bytes = file.read(largestFederatedToken);
    Secret token = Secret::copyOf(QByteArrayView(bytes).trimmed());
    wipe(bytes);
    const auto claims = jwtClaims(token.reveal());
    if (!claims)
        return fail(Error::Kind::Input,
                    QStringLiteral("the federated token file \"%1\" holds no JSON Web Token.").arg(m_file));
    const double expires = claims->value(QLatin1String("exp")).toDouble();
    if (expires <= double(now.toSecsSinceEpoch()))
        return fail(Error::Kind::Input,
                    QStringLiteral("the token in \"%1\" is over since %2; its issuer did not renew it.")
                        .arg(m_file, QDateTime::fromSecsSinceEpoch(qint64(expires), Qt::UTC).toString(Qt::ISODate)));
    return token;
}

} // namespace bg
