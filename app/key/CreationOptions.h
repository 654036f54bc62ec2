// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace bg {

// What the tenant asks of a new credential: WebAuthn's PublicKeyCredentialCreationOptions as Graph's
// fido2Methods/creationOptions gives it. Ids are bytes here, whatever encoding they came in.
struct CreationOptions {
    QDateTime challengeTimeout; // UTC; after it Entra refuses the registration
    QString challenge; // the base64url text received, without padding: it goes back in clientDataJSON as it is
    QString rpId;
    QString rpName;
    QByteArray userId;
    QString userName;
    QString userDisplayName;
    QList<int> algorithms; // COSE numbers in the order asked, -7 is ES256
    QList<QByteArray> excludeCredentials; // where the encoding is ambiguous, every reading of it
    bool requireResidentKey = true;
    bool requireUserVerification = true;
    bool hmacSecret = false;
    int credProtect = 0; // 0 not asked, 1 to 3 as in CTAP 2.1 section 12.1
    QString attestation; // "direct", "none", ...

    // From the body of creationOptions, at the root or wrapped in "value". Errors: Malformed, detail names the member.
    static Result<CreationOptions> fromJson(const QByteArray &body);
};

// A made and locally verified credential, in the shapes that POST fido2Methods takes.
struct Attestation {
    QByteArray credentialId; // raw bytes
    QByteArray clientDataJson; // UTF-8, the very bytes that were hashed
    QByteArray attestationObject; // CBOR map {fmt, attStmt, authData}
    QByteArray publicKey; // COSE ES256 point x||y, 64 bytes, as libfido2 gives it
    QByteArray aaguid; // 16 bytes
};

// The three encodings of credential ids seen in the field: base64url, base64 with padding, and base64url with a last
// digit that counts the padding. Every reading that is possible; empty when none is.
QList<QByteArray> decodeCredentialId(const QString &text);
// base64url without padding.
QString encodeBase64Url(const QByteArray &bytes);

} // namespace bg
