// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/PasskeyVerification.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <cbor.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

struct Free {
    void operator()(cbor_item_t *item) const { cbor_decref(&item); }
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(OSSL_PARAM *parameters) const { OSSL_PARAM_free(parameters); }
    void operator()(OSSL_PARAM_BLD *builder) const { OSSL_PARAM_BLD_free(builder); }
};
using Cbor = std::unique_ptr<cbor_item_t, Free>;
using Key = std::unique_ptr<EVP_PKEY, Free>;

const unsigned char *bytesOf(const QByteArray &data)
{
    return reinterpret_cast<const unsigned char *>(data.constData());
}

Cbor parse(const QByteArray &data, qsizetype *used = nullptr)
{
    cbor_load_result result{};
    Cbor item(cbor_load(bytesOf(data), std::size_t(data.size()), &result));
    if (result.error.code != CBOR_ERR_NONE)
        return {};
    if (used)
        *used = qsizetype(result.read);
    else if (qsizetype(result.read) != data.size())
        return {};
    return item;
}

// The value under a text key, or null.
cbor_item_t *under(cbor_item_t *map, const char *key)
{
    if (!map || !cbor_isa_map(map))
        return nullptr;
    const QByteArrayView wanted(key);
    for (std::size_t i = 0; i < cbor_map_size(map); ++i) {
        const cbor_pair &pair = cbor_map_handle(map)[i];
        if (cbor_isa_string(pair.key)
            && QByteArrayView(cbor_string_handle(pair.key), qsizetype(cbor_string_length(pair.key))) == wanted)
            return pair.value;
    }
    return nullptr;
}

qint64 integer(cbor_item_t *item)
{
    if (!item || !cbor_is_int(item))
        return INT64_MIN;
    const auto value = qint64(cbor_get_int(item));
    return cbor_isa_negint(item) ? -1 - value : value;
}

// The value under an integer key, as COSE has it.
cbor_item_t *under(cbor_item_t *map, qint64 key)
{
    if (!map || !cbor_isa_map(map))
        return nullptr;
    for (std::size_t i = 0; i < cbor_map_size(map); ++i)
        if (integer(cbor_map_handle(map)[i].key) == key)
            return cbor_map_handle(map)[i].value;
    return nullptr;
}

QByteArray bytesOfItem(cbor_item_t *item)
{
    if (!item || !cbor_isa_bytestring(item))
        return {};
    return QByteArray(reinterpret_cast<const char *>(cbor_bytestring_handle(item)),
                      qsizetype(cbor_bytestring_length(item)));
}

Key p256(const QByteArray &point)
{
    const QByteArray encoded = '\x04' + point;
    const std::unique_ptr<OSSL_PARAM_BLD, Free> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, encoded.constData(),
                                     std::size_t(encoded.size()));
    const std::unique_ptr<OSSL_PARAM, Free> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const std::unique_ptr<EVP_PKEY_CTX, Free> context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY *key = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return {};
    return Key(key);
}

bool isSigned(EVP_PKEY *key, const QByteArray &message, const QByteArray &signature)
{
    const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    return key && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1
        && EVP_DigestVerify(context.get(), bytesOf(signature), std::size_t(signature.size()), bytesOf(message),
                            std::size_t(message.size()))
        == 1;
}

// WebAuthn 8.2.1: version 3, no CA, and the AAGUID extension, where there is one, equal to the authenticator's.
QString problemWithCertificate(X509 *certificate, const QByteArray &aaguid)
{
    if (X509_get_version(certificate) != X509_VERSION_3)
        return u"attestation certificate is not version 3"_s;
    if (X509_check_ca(certificate) != 0)
        return u"attestation certificate is a CA"_s;
    const std::unique_ptr<ASN1_OBJECT, decltype(&ASN1_OBJECT_free)> oid(OBJ_txt2obj("1.3.6.1.4.1.45724.1.1.4", 1),
                                                                        ASN1_OBJECT_free);
    const int at = X509_get_ext_by_OBJ(certificate, oid.get(), -1);
    if (at < 0)
        return {};
    const ASN1_OCTET_STRING *value = X509_EXTENSION_get_data(X509_get_ext(certificate, at));
    const QByteArray wrapped(reinterpret_cast<const char *>(ASN1_STRING_get0_data(value)), ASN1_STRING_length(value));
    return wrapped.endsWith(aaguid) ? QString() : u"AAGUID of the certificate differs"_s;
}

QString problemWithClientData(const QByteArray &json, const QString &type, const QString &challenge,
                              const QString &rpId)
{
    const QJsonObject data = QJsonDocument::fromJson(json).object();
    if (data["type"_L1].toString() != type)
        return u"clientDataJSON.type is not %1"_s.arg(type);
    if (data["challenge"_L1].toString() != challenge)
        return u"challenge does not match"_s;
    if (data["origin"_L1].toString() != "https://"_L1 + rpId)
        return u"origin does not match"_s;
    if (data["crossOrigin"_L1].toBool())
        return u"crossOrigin is not allowed"_s;
    return {};
}

QString problemWithAuthenticatorData(const QByteArray &data, const QString &rpId)
{
    if (data.size() < 37)
        return u"authenticator data is too short"_s;
    if (data.left(32) != QCryptographicHash::hash(rpId.toUtf8(), QCryptographicHash::Sha256))
        return u"rpIdHash does not match"_s;
    const auto flags = static_cast<unsigned char>(data[32]);
    if (!(flags & 0x01))
        return u"user was not present"_s;
    if (!(flags & 0x04))
        return u"user was not verified"_s;
    return {};
}

quint32 counterOf(const QByteArray &data)
{
    return data.mid(33, 4).toHex().toUInt(nullptr, 16);
}

QString problemWithStatement(cbor_item_t *statement, VerifiedAttestation &found, const QByteArray &aaguid,
                             const QByteArray &message)
{
    if (found.format == "none"_L1)
        return statement && cbor_isa_map(statement) && cbor_map_size(statement) == 0
            ? QString()
            : u"attestation statement of \"none\" is not empty"_s;
    if (found.format != "packed"_L1)
        return u"attestation format %1 is not supported"_s.arg(found.format);
    const QByteArray signature = bytesOfItem(under(statement, "sig"));
    if (integer(under(statement, "alg")) != -7)
        return u"attestation algorithm is not supported"_s;
    cbor_item_t *chain = under(statement, "x5c");
    if (!chain)
        return isSigned(p256(found.publicKey).get(), message, signature) ? QString()
                                                                         : u"attestation signature is not valid"_s;
    if (!cbor_isa_array(chain) || cbor_array_size(chain) == 0)
        return u"x5c is empty"_s;
    for (std::size_t i = 0; i < cbor_array_size(chain); ++i)
        found.certificateThumbprints.append(QString::fromLatin1(
            QCryptographicHash::hash(bytesOfItem(cbor_array_handle(chain)[i]), QCryptographicHash::Sha1).toHex()));
    const QByteArray leaf = bytesOfItem(cbor_array_handle(chain)[0]);
    const unsigned char *at = bytesOf(leaf);
    const std::unique_ptr<X509, Free> certificate(d2i_X509(nullptr, &at, long(leaf.size())));
    if (!certificate)
        return u"x5c is not a certificate"_s;
    if (const QString problem = problemWithCertificate(certificate.get(), aaguid); !problem.isEmpty())
        return problem;
    found.hasCertificate = true;
    return isSigned(X509_get0_pubkey(certificate.get()), message, signature) ? QString()
                                                                             : u"attestation signature is not valid"_s;
}

} // namespace

QByteArray fromBase64Url(const QString &text)
{
    QByteArray plain = text.toLatin1();
    plain.replace('+', '-').replace('/', '_');
    return QByteArray::fromBase64(plain, QByteArray::Base64UrlEncoding);
}

QString toBase64Url(const QByteArray &data)
{
    return QString::fromLatin1(data.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

tl::expected<VerifiedAttestation, QString> verifyAttestation(const QByteArray &clientDataJson,
                                                             const QByteArray &attestationObject,
                                                             const QString &challenge, const QString &rpId)
{
    if (const QString problem = problemWithClientData(clientDataJson, u"webauthn.create"_s, challenge, rpId);
        !problem.isEmpty())
        return tl::make_unexpected(problem);
    const Cbor object = parse(attestationObject);
    cbor_item_t *format = under(object.get(), "fmt");
    const QByteArray data = bytesOfItem(under(object.get(), "authData"));
    if (!format || !cbor_isa_string(format))
        return tl::make_unexpected(u"attestationObject is not valid CBOR"_s);
    if (const QString problem = problemWithAuthenticatorData(data, rpId); !problem.isEmpty())
        return tl::make_unexpected(problem);
    if (!(static_cast<unsigned char>(data[32]) & 0x40) || data.size() < 55)
        return tl::make_unexpected(u"no attested credential data"_s);

    VerifiedAttestation found;
    found.format = QString::fromLatin1(reinterpret_cast<const char *>(cbor_string_handle(format)),
                                       qsizetype(cbor_string_length(format)));
    found.counter = counterOf(data);
    const QByteArray aaguid = data.mid(37, 16);
    found.aaguid = QUuid::fromRfc4122(aaguid).toString(QUuid::WithoutBraces);
    const qsizetype idLength = data.mid(53, 2).toHex().toUInt(nullptr, 16);
    found.credentialId = data.mid(55, idLength);
    if (idLength == 0 || found.credentialId.size() != idLength)
        return tl::make_unexpected(u"credential id is cut off"_s);

    qsizetype used = 0;
    const QByteArray rest = data.mid(55 + idLength);
    const Cbor key = parse(rest, &used);
    const QByteArray x = bytesOfItem(under(key.get(), qint64(-2)));
    const QByteArray y = bytesOfItem(under(key.get(), qint64(-3)));
    if (integer(under(key.get(), qint64(1))) != 2 || integer(under(key.get(), qint64(3))) != -7
        || integer(under(key.get(), qint64(-1))) != 1 || x.size() != 32 || y.size() != 32)
        return tl::make_unexpected(u"public key is not ES256"_s);
    found.publicKey = x + y;
    if (!p256(found.publicKey))
        return tl::make_unexpected(u"public key is not on the curve"_s);
    const bool hasExtensions = static_cast<unsigned char>(data[32]) & 0x80;
    const QByteArray extensions = rest.mid(used);
    if (hasExtensions != !extensions.isEmpty() || (hasExtensions && !parse(extensions)))
        return tl::make_unexpected(u"extension data does not fit the flags"_s);

    const QByteArray message = data + QCryptographicHash::hash(clientDataJson, QCryptographicHash::Sha256);
    if (const QString problem = problemWithStatement(under(object.get(), "attStmt"), found, aaguid, message);
        !problem.isEmpty())
        return tl::make_unexpected(problem);
    return found;
}

QString problemWithAssertion(Passkey &passkey, const QByteArray &clientDataJson, const QByteArray &authenticatorData,
                             const QByteArray &signature, const QString &challenge, const QString &rpId)
{
    if (const QString problem = problemWithClientData(clientDataJson, u"webauthn.get"_s, challenge, rpId);
        !problem.isEmpty())
        return problem;
    if (const QString problem = problemWithAuthenticatorData(authenticatorData, rpId); !problem.isEmpty())
        return problem;
    const QByteArray message = authenticatorData + QCryptographicHash::hash(clientDataJson, QCryptographicHash::Sha256);
    if (!isSigned(p256(passkey.publicKey).get(), message, signature))
        return u"signature is not valid"_s;
    const quint32 counter = counterOf(authenticatorData);
    if ((counter != 0 || passkey.counter != 0) && counter <= passkey.counter)
        return u"signature counter went back"_s;
    passkey.counter = counter;
    return {};
}

} // namespace bg
