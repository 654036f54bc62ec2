// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/AssertionVerification.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 skew = 300; // s
constexpr qint64 longestLife = 24 * 3600; // s

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

QByteArray decoded(const QByteArray &part)
{
    return QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding);
}

bool holds(EVP_PKEY *key, bool isPss, const QByteArray &message, const QByteArray &signature)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_PKEY_CTX *parameters = nullptr;
    if (EVP_DigestVerifyInit(context.get(), &parameters, EVP_sha256(), nullptr, key) != 1)
        return false;
    if (isPss
        && (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) != 1
            || EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char *>(signature.constData()),
                            std::size_t(signature.size()),
                            reinterpret_cast<const unsigned char *>(message.constData()), std::size_t(message.size()))
        == 1;
}

Key keyOf(const QByteArray &der)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(d2i_X509(nullptr, &bytes, long(der.size())),
                                                                 X509_free);
    return Key(certificate ? X509_get_pubkey(certificate.get()) : nullptr, EVP_PKEY_free);
}

Key keyOf(const QJsonObject &jwk)
{
    const auto number = [&](const char *name) {
        const QByteArray bytes = decoded(jwk[QLatin1String(name)].toString().toLatin1());
        return BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.constData()), int(bytes.size()), nullptr);
    };
    Key key(nullptr, EVP_PKEY_free);
    BIGNUM *n = number("n");
    BIGNUM *e = number("e");
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n);
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e);
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(builder);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
    EVP_PKEY *made = nullptr;
    if (EVP_PKEY_fromdata_init(context) == 1 && EVP_PKEY_fromdata(context, &made, EVP_PKEY_PUBLIC_KEY, parameters) == 1)
        key.reset(made);
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(builder);
    BN_free(n);
    BN_free(e);
    return key;
}

// A token of another issuer: subject and audience first, as Entra says them one by one.
std::optional<AssertionRefusal> refusalOfFederated(const QJsonObject &header, const QJsonObject &claims,
                                                   const QByteArray &message, const QByteArray &signature,
                                                   const AppRegistration &app, const QDateTime &now)
{
    const QString issuer = claims["iss"_L1].toString(), subject = claims["sub"_L1].toString();
    const FederatedCredential *credential = nullptr;
    for (const FederatedCredential &one : app.federated)
        if (one.issuer == issuer && one.subject == subject)
            credential = &one;
    if (!credential)
        return AssertionRefusal{
            700213, u"No matching federated identity record found for presented assertion subject '%1'."_s.arg(subject)
        };
    if (claims["aud"_L1].toString() != "api://AzureADTokenExchange"_L1)
        return AssertionRefusal{ 700212,
                                 u"No matching federated identity record found for presented assertion audience '%1'."_s
                                     .arg(claims["aud"_L1].toString()) };
    bool isSigned = false;
    for (const QJsonValue &key : credential->keySet["keys"_L1].toArray())
        if (key["kid"_L1] == header["kid"_L1] && header["alg"_L1] == "RS256"_L1)
            isSigned = holds(keyOf(key.toObject()).get(), false, message, signature);
    if (!isSigned)
        return AssertionRefusal{ 7000272, u"The federated assertion failed signature validation."_s };
    if (claims["exp"_L1].toInteger() + skew < now.toSecsSinceEpoch())
        return AssertionRefusal{ 700024, u"Client assertion is not within its valid time range."_s };
    return std::nullopt;
}

} // namespace

std::optional<AssertionRefusal> AssertionVerification::refusal(const QByteArray &assertion, const AppRegistration &app,
                                                               const Expected &expected)
{
    const QList<QByteArray> parts = assertion.split('.');
    if (parts.size() != 3)
        return AssertionRefusal{ 50027, u"JWT token is invalid or malformed."_s };
    const QJsonObject header = QJsonDocument::fromJson(decoded(parts[0])).object();
    const QJsonObject claims = QJsonDocument::fromJson(decoded(parts[1])).object();
    const QByteArray message = parts[0] + '.' + parts[1];
    const QByteArray signature = decoded(parts[2]);
    if (header.isEmpty() || claims.isEmpty() || signature.isEmpty())
        return AssertionRefusal{ 50027, u"JWT token is invalid or malformed."_s };
    if (claims["iss"_L1].toString().startsWith("http"_L1))
        return refusalOfFederated(header, claims, message, signature, app, expected.now);
    return refusalOfOwn(header, claims, message, signature, app, expected);
}

std::optional<AssertionRefusal>
AssertionVerification::refusalOfOwn(const QJsonObject &header, const QJsonObject &claims, const QByteArray &message,
                                    const QByteArray &signature, const AppRegistration &app, const Expected &expected)
{
    if (header["alg"_L1] != "PS256"_L1 || header["typ"_L1] != "JWT"_L1)
        return AssertionRefusal{ 5002738, u"Invalid JWT token. The algorithm of the header is not accepted."_s };
    const QString thumbprint = header["x5t#S256"_L1].toString();
    const QByteArray *certificate = nullptr;
    for (const QByteArray &der : app.certificates)
        if (QString::fromLatin1(QCryptographicHash::hash(der, QCryptographicHash::Sha256)
                                    .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals))
            == thumbprint)
            certificate = &der;
    if (!certificate)
        return AssertionRefusal{
            700027, u"The certificate with identifier used to sign the client assertion is not registered on application."_s
        };
    const Key key = keyOf(*certificate);
    if (!key || !holds(key.get(), true, message, signature))
        return AssertionRefusal{ 700027, u"Client assertion failed signature validation."_s };
    if (claims["iss"_L1].toString() != app.clientId || claims["sub"_L1].toString() != app.clientId)
        return AssertionRefusal{ 700021,
                                 u"Client assertion application identifier doesn't match 'client_id' parameter."_s };
    if (!expected.audiences.contains(claims["aud"_L1].toString()))
        return AssertionRefusal{ 700023, u"Client assertion audience claim does not match Realm issuer."_s };
    const qint64 now = expected.now.toSecsSinceEpoch();
    const qint64 from = claims["nbf"_L1].toInteger(), until = claims["exp"_L1].toInteger();
    if (from - skew > now || until + skew < now || until <= from || until - from > longestLife)
        return AssertionRefusal{
            700024,
            u"Client assertion is not within its valid time range. Current time: %1, assertion valid from %2, expiry time of assertion %3."_s
                .arg(now)
                .arg(from)
                .arg(until)
        };
    // RFC 7523, section 3, item 7; Entra does not document a number for it.
    const QString jti = claims["jti"_L1].toString();
    m_used.removeIf([&](auto entry) { return entry.value() + skew < now; });
    if (jti.isEmpty() || m_used.contains(jti))
        return AssertionRefusal{ 700027, u"Client assertion has no jti of its own, or it was used before."_s };
    m_used.insert(jti, until);
    return std::nullopt;
}

} // namespace bg
