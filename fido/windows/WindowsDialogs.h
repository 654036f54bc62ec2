// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/CreationOptions.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <chrono>

#include <tl/expected.hpp>

namespace bg {

// What WebAuthNAuthenticatorMakeCredential answers, in the members of WEBAUTHN_CREDENTIAL_ATTESTATION.
struct WindowsCredential {
    QByteArray format; // "packed", "none", ...
    QByteArray authenticatorData; // as in WebAuthn section 6.1, not wrapped in CBOR
    QByteArray attestation; // attStmt, a CBOR map
    quint32 usedTransport = 0; // WEBAUTHN_CTAP_TRANSPORT_*; 0 where this Windows does not tell
};

// The same of WebAuthNAuthenticatorGetAssertion and WEBAUTHN_ASSERTION.
struct WindowsAssertion {
    QByteArray credentialId, authenticatorData, signature;
};

// The dialogs in which Windows itself asks for a security key, its PIN and its touch: webauthn.dll, with nothing of
// our own in between. All that is decided about them is decided by WindowsKey.
class WindowsDialogs {
public:
    using CallId = std::array<unsigned char, 16>; // a GUID
    template <typename T> using Answer = tl::expected<T, quint32>; // else the HRESULT

    virtual ~WindowsDialogs() = default;
    // Names one call, so that it can be cancelled.
    virtual CallId newCall() = 0;
    // Both block until the person is done, Windows gives up, or cancel() comes. Everything is asked as `options` say,
    // on a roaming authenticator only; `clientData` is JSON, hashed by Windows with SHA-256.
    virtual Answer<WindowsCredential> makeCredential(const CreationOptions &options, const QByteArray &clientData,
                                                     std::chrono::milliseconds limit, const CallId &call)
        = 0;
    // Without an allow list, user verification required.
    virtual Answer<WindowsAssertion> getAssertion(const QString &rpId, const QByteArray &clientData,
                                                  std::chrono::milliseconds limit, const CallId &call)
        = 0;
    // Closes the dialog of this call, if it stands. From any thread; does not block.
    virtual void cancel(const CallId &call) = 0;
};

} // namespace bg
