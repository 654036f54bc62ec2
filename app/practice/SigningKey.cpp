// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/SigningKey.h"

#include "app/base/Random.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/rsa.h>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

QByteArray base64Url(const QByteArray &data)
{
    return data.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QString number(const EVP_PKEY *key, const char *name)
{
    BIGNUM *value = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &value) != 1)
        return {};
    QByteArray bytes(BN_num_bytes(value), '\0');
    BN_bn2bin(value, reinterpret_cast<unsigned char *>(bytes.data()));
    BN_free(value);
    return QString::fromLatin1(base64Url(bytes));
}

} // namespace

SigningKey::SigningKey() : m_key(EVP_RSA_gen(2048), EVP_PKEY_free), m_id(QString::fromLatin1(randomToken())) { }

QByteArray SigningKey::signedToken(const QJsonObject &claims) const
{
    const QJsonObject header{ { u"typ"_s, u"JWT"_s }, { u"alg"_s, u"RS256"_s }, { u"kid"_s, m_id } };
    const QByteArray message = base64Url(QJsonDocument(header).toJson(QJsonDocument::Compact)) + '.'
        + base64Url(QJsonDocument(claims).toJson(QJsonDocument::Compact));
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::size_t size = std::size_t(EVP_PKEY_get_size(m_key.get()));
    QByteArray signature(qsizetype(size), '\0');
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get());
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size,
                   reinterpret_cast<const unsigned char *>(message.constData()), std::size_t(message.size()));
    signature.truncate(qsizetype(size));
    return message + '.' + base64Url(signature);
}

QJsonObject SigningKey::keySet() const
{
    const QJsonObject key{ { u"kty"_s, u"RSA"_s },
                           { u"use"_s, u"sig"_s },
                           { u"alg"_s, u"RS256"_s },
                           { u"kid"_s, m_id },
                           { u"n"_s, number(m_key.get(), OSSL_PKEY_PARAM_RSA_N) },
                           { u"e"_s, number(m_key.get(), OSSL_PKEY_PARAM_RSA_E) } };
    return { { u"keys"_s, QJsonArray{ key } } };
}

} // namespace bg
