// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/practice/SoftKey.h"

#include "app/base/Random.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <openssl/core_names.h>
#include <openssl/ec.h>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

QByteArray sha256(const QByteArray &data)
{
    return QCryptographicHash::hash(data, QCryptographicHash::Sha256);
}
QString base64Url(const QByteArray &data)
{
    return QString::fromLatin1(data.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

// CBOR heads of up to 16 bits (RFC 8949 3).
QByteArray head(int major, int value)
{
    QByteArray out;
    if (value < 24)
        return out + char(major << 5 | value);
    if (value < 256)
        return out + char(major << 5 | 24) + char(value);
    return out + char(major << 5 | 25) + char(value >> 8) + char(value & 255);
}
QByteArray cborText(const QByteArray &text)
{
    return head(3, int(text.size())) + text;
}
QByteArray cborBytes(const QByteArray &bytes)
{
    return head(2, int(bytes.size())) + bytes;
}

QByteArray coordinate(EVP_PKEY *key, const char *name)
{
    BIGNUM *value = nullptr;
    EVP_PKEY_get_bn_param(key, name, &value);
    QByteArray out(32, '\0');
    BN_bn2binpad(value, reinterpret_cast<unsigned char *>(out.data()), 32);
    BN_free(value);
    return out;
}

QByteArray clientData(const char *type, const QString &challenge, const QString &origin)
{
    return QJsonDocument(QJsonObject{ { u"type"_s, QLatin1String(type) },
                                      { u"challenge"_s, challenge },
                                      { u"origin"_s, origin },
                                      { u"crossOrigin"_s, false } })
        .toJson(QJsonDocument::Compact);
}

} // namespace

SoftKey::SoftKey(const QByteArray &aaguid)
    : credentialId(randomBytes(48)), m_key(EVP_EC_gen("P-256"), EVP_PKEY_free), m_aaguid(aaguid),
      m_x(coordinate(m_key.get(), OSSL_PKEY_PARAM_EC_PUB_X)), m_y(coordinate(m_key.get(), OSSL_PKEY_PARAM_EC_PUB_Y))
{ }

QByteArray SoftKey::signedBytes(const QByteArray &message) const
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::size_t size = 80;
    QByteArray signature(80, '\0');
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get());
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size,
                   reinterpret_cast<const unsigned char *>(message.constData()), std::size_t(message.size()));
    signature.truncate(qsizetype(size));
    return signature;
}

QJsonObject SoftKey::registration(const QJsonObject &options, const QString &label, const Wrong &wrong) const
{
    const QJsonValue publicKey = options["publicKey"_L1];
    const QString rpId = publicKey["rp"_L1]["id"_L1].toString();
    const QByteArray client = clientData(wrong.type ? "webauthn.get" : "webauthn.create",
                                         wrong.challenge ? u"AAAA"_s : publicKey["challenge"_L1].toString(),
                                         wrong.origin ? u"https://example.com"_s : u"https://"_s + rpId);
    const QByteArray cose = QByteArray::fromHex("a5010203262001215820") + m_x + QByteArray::fromHex("225820") + m_y;
    QByteArray data = sha256(wrong.rpId ? QByteArray("example.com") : rpId.toUtf8());
    data += char(wrong.flags);
    data += QByteArray::fromHex("00000001");
    data += m_aaguid + char(0) + char(credentialId.size()) + credentialId + cose;
    QByteArray signature = signedBytes(data + sha256(client));
    if (wrong.signature)
        signature[signature.size() - 1] = char(signature.back() ^ 1);
    const QByteArray statement = wrong.format == "none"_L1 ? QByteArray::fromHex("a0")
                                                           : QByteArray::fromHex("a2") + cborText("alg")
            + QByteArray::fromHex("26") + cborText("sig") + cborBytes(signature);
    const QByteArray object = QByteArray::fromHex("a3") + cborText("fmt") + cborText(wrong.format.toUtf8())
        + cborText("attStmt") + statement + cborText("authData") + cborBytes(data);
    return { { u"displayName"_s, label },
             { u"publicKeyCredential"_s,
               QJsonObject{ { u"id"_s, base64Url(wrong.id ? QByteArray("other") : credentialId) },
                            { u"response"_s,
                              QJsonObject{ { u"clientDataJSON"_s, base64Url(client) },
                                           { u"attestationObject"_s, base64Url(object) } } },
                            { u"clientExtensionResults"_s, QJsonObject() } } } };
}

QJsonObject SoftKey::assertion(const QString &challenge, const QString &rpId)
{
    const QByteArray client = clientData("webauthn.get", challenge, u"https://"_s + rpId);
    const QByteArray data = sha256(rpId.toUtf8()) + char(0x05) + QByteArray::fromHex("000000") + char(++m_counter);
    return { { u"id"_s, base64Url(credentialId) },
             { u"clientDataJSON"_s, base64Url(client) },
             { u"authenticatorData"_s, base64Url(data) },
             { u"signature"_s, base64Url(signedBytes(data + sha256(client))) } };
}

} // namespace bg
