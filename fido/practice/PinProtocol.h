// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/practice/P256Key.h"

#include <QByteArray>

#include <optional>

namespace bg {

// The key's side of PIN/UV auth protocols one and two: CTAP 2.1 sections 6.5.6 and 6.5.7.
class PinProtocol {
public:
    // What both sides know after key agreement.
    struct Shared {
        QByteArray authenticationKey, encryptionKey;
    };

    explicit PinProtocol(int number) : m_number(number), m_key(P256Key::generate()) { }
    int number() const { return m_number; }
    QCborMap publicKey() const { return m_key.cose(-25); }
    void regenerate() { m_key = P256Key::generate(); }
    // Nothing when the platform's key is no point of the curve.
    std::optional<Shared> decapsulate(const QCborMap &platformKey) const;
    QByteArray encrypt(const Shared &shared, const QByteArray &plain) const;
    // Nothing when the length is none that encrypt() gives.
    std::optional<QByteArray> decrypt(const Shared &shared, const QByteArray &cipher) const;
    // Whether `signature` is authenticate(key, message), cut as this protocol cuts it.
    bool verify(const QByteArray &key, const QByteArray &message, const QByteArray &signature) const;

private:
    int m_number;
    P256Key m_key;
};

} // namespace bg
