// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/PracticeAttestation.h"

#include <QCborArray>

#include <initializer_list>
#include <utility>

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace bg {

namespace {

// Subject, version and extensions as WebAuthn section 8.2.1 asks of an attestation certificate.
QByteArray certificate(const P256Key &key, const QByteArray &aaguid)
{
    const std::unique_ptr<X509, decltype(&X509_free)> cert(X509_new(), X509_free);
    X509_set_version(cert.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(cert.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(cert.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(cert.get()), 10L * 365 * 24 * 3600);
    X509_NAME *name = X509_get_subject_name(cert.get());
    for (const auto &[field, value] :
         std::initializer_list<std::pair<const char *, const char *>>{ { "C", "SE" },
                                                                       { "O", "Practice key" },
                                                                       { "OU", "Authenticator Attestation" },
                                                                       { "CN", "Practice key batch" } })
        X509_NAME_add_entry_by_txt(name, field, MBSTRING_ASC, reinterpret_cast<const unsigned char *>(value), -1, -1,
                                   0);
    X509_set_issuer_name(cert.get(), name);
    X509_set_pubkey(cert.get(), key.handle());

    const QByteArray model = "DER:0410" + aaguid.toHex(); // an octet string of 16 bytes
    for (const auto &[oid, value] : std::initializer_list<std::pair<const char *, const char *>>{
             { "basicConstraints", "critical,CA:FALSE" }, { "1.3.6.1.4.1.45724.1.1.4", model.constData() } }) {
        X509_EXTENSION *extension = X509V3_EXT_conf(nullptr, nullptr, oid, value);
        X509_add_ext(cert.get(), extension, -1);
        X509_EXTENSION_free(extension);
    }
    X509_sign(cert.get(), key.handle(), EVP_sha256());
    QByteArray der(i2d_X509(cert.get(), nullptr), '\0');
    auto *end = reinterpret_cast<unsigned char *>(der.data());
    i2d_X509(cert.get(), &end);
    return der;
}

} // namespace

QCborMap packedStatement(const PracticeDials &dials, const PracticeCredential &credential,
                         const QByteArray &signedBytes)
{
    using Attestation = PracticeDials::Attestation;
    if (dials.attestation == Attestation::Certificate) {
        const P256Key batch = P256Key::generate();
        return { { QStringLiteral("alg"), -7 },
                 { QStringLiteral("sig"), batch.sign(signedBytes) },
                 { QStringLiteral("x5c"), QCborArray{ certificate(batch, dials.aaguid) } } };
    }
    QByteArray message = signedBytes;
    if (dials.attestation == Attestation::WrongSignature)
        message.append('!');
    return { { QStringLiteral("alg"), -7 }, { QStringLiteral("sig"), credential.key.sign(message) } };
}

} // namespace bg
