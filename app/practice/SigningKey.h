// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <openssl/evp.h>

#include <memory>

namespace bg {

// The tenant's RSA key, made anew each time: signs ID tokens with RS256 (RFC 7515, RFC 7518 3.3).
class SigningKey {
public:
    SigningKey();

    QByteArray signedToken(const QJsonObject &claims) const;
    // The public half as a JWKS.
    QJsonObject keySet() const;

private:
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> m_key;
    QString m_id;
};

} // namespace bg
