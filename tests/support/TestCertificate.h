// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>

#include <openssl/types.h>

#include <memory>

namespace bg {

// A self-signed certificate of an app with its key, made for one test.
class TestCertificate {
public:
    enum class Kind { Rsa, SmallRsa, Ec };
    // Valid from an hour before `now` for ten days, or for `days` from then on (negative: it was over before).
    explicit TestCertificate(Kind kind = Kind::Rsa, const QDateTime &now = QDateTime::currentDateTimeUtc(), int days = 10);

    QByteArray der() const;
    QByteArray certificatePem() const;
    QByteArray keyPem(const QByteArray &passphrase = {}) const; // encrypted with AES where there is one
    QByteArray pem(const QByteArray &passphrase = {}) const { return keyPem(passphrase) + certificatePem(); }
    QByteArray pkcs12(const QByteArray &passphrase = {}) const;
    // PS256 of any bytes: for assertions that are wrong on purpose.
    QByteArray signedPs256(const QByteArray &message) const;

private:
    std::shared_ptr<EVP_PKEY> m_key;
    std::shared_ptr<X509> m_certificate;
};

} // namespace bg
