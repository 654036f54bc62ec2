// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCborMap>

#include <memory>

#include <openssl/types.h>

namespace bg {

// A P-256 key pair: ES256 signatures and ECDH.
class P256Key {
public:
    static P256Key generate();

    // The public key as a COSE_Key (RFC 9052 section 7) for `algorithm`: -7 ES256, -25 for key agreement.
    QCborMap cose(int algorithm) const;
    // ECDSA with SHA-256 over `message`, DER.
    QByteArray sign(const QByteArray &message) const;
    // The x coordinate of the shared point; empty when the peer's key is no point of the curve.
    QByteArray agree(const QCborMap &peer) const;
    EVP_PKEY *handle() const { return m_key.get(); }

private:
    explicit P256Key(EVP_PKEY *key);
    std::shared_ptr<EVP_PKEY> m_key;
};

} // namespace bg
