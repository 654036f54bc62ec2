// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Passkey.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace bg {

// base64url without padding, as WebAuthn writes bytes; padded and standard base64 are read as well, as Entra does.
QByteArray fromBase64Url(const QString &text);
QString toBase64Url(const QByteArray &bytes);

// What a registration proved (WebAuthn level 2, section 7.1).
struct VerifiedAttestation {
    QByteArray credentialId;
    QByteArray publicKey; // x||y of P-256
    QString aaguid; // as a GUID
    QString format; // "packed" or "none"
    bool hasCertificate = false;
    QStringList certificateThumbprints; // SHA-1, hex
    quint32 counter = 0;
};

// Challenge, type, origin, rp id hash, UP, UV and AT flags, key, and the signature of "packed" (self or x5c). On the
// other side of the result is what did not hold.
tl::expected<VerifiedAttestation, QString> verifyAttestation(const QByteArray &clientDataJson,
                                                             const QByteArray &attestationObject,
                                                             const QString &challenge, const QString &rpId);

// An assertion of that passkey (section 7.2): nothing, or what did not hold. Moves the counter.
QString problemWithAssertion(Passkey &passkey, const QByteArray &clientDataJson, const QByteArray &authenticatorData,
                             const QByteArray &signature, const QString &challenge, const QString &rpId);

} // namespace bg
