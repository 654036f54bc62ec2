// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <openssl/types.h>

#include <functional>
#include <memory>

namespace bg {

// Why a certificate cannot serve: the detail of Error::Kind::CertificateUnusable, whose serviceMessage names the file.
enum class CertificateProblem {
    NotReadable,
    ReadableByAll, // every user of this computer may read the private key
    NoCertificate,
    NoKey,
    KeyOfAnother, // certificate and key do not belong together
    NotRsa, // Entra takes RSA keys; 2048 bits at least
    PassphraseMissing,
    PassphraseWrong,
    EncryptionUnknown, // RC2 or the like, of an old PKCS#12 file
    Expired,
    NotYetValid,
};
QString name(CertificateProblem problem); // "readableByAll"

// The certificate with which an app proves itself, and its private key, which never leaves this object. A value that
// may be shared by threads.
class AppCertificate {
public:
    // Asked at most once, and only where the key is encrypted.
    using Passphrase = std::function<Result<Secret>()>;

    // PEM (certificate and private key in any order, the key encrypted or not) or PKCS#12. Blocks for the file. Errors:
    // CertificateUnusable, and those of `passphrase`.
    static Result<AppCertificate> read(const QString &file, const Passphrase &passphrase);
    // The same, of what stands in the file; the caller wipes it.
    static Result<AppCertificate> of(const QByteArray &bytes, const Passphrase &passphrase);

    // Whether it is valid then. CertificateUnusable with Expired or NotYetValid.
    Result<void> checkTime(const QDateTime &now) const;
    QDateTime notAfter() const { return m_notAfter; }
    // SHA-256 of the certificate in DER: the x5t#S256 of RFC 7515, section 4.1.8, before base64url.
    QByteArray thumbprint() const { return m_thumbprint; }
    // Other members of the file's group may read it.
    bool isReadableByGroup() const { return m_isReadableByGroup; }

    // RSASSA-PSS with SHA-256 and a salt of 32 bytes: PS256 of RFC 7518, section 3.5. Internal where OpenSSL says no.
    Result<QByteArray> signedPs256(QByteArrayView message) const;

private:
    std::shared_ptr<EVP_PKEY> m_key;
    QByteArray m_thumbprint;
    QDateTime m_notBefore, m_notAfter;
    QString m_file;
    bool m_isReadableByGroup = false;
};

} // namespace bg
