// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"
#include "fido/FidoHandles.h"
#include "fido/windows/WindowsDialogs.h"

namespace bg {

// One getAssertion without an allow list: the key must find the account by itself, as it will at a sign-in.
class Proof {
public:
    Proof(const QString &rpId, const Attestation &made);

    // For FidoDevice::run; `pin` null when the key verifies the person by itself.
    int run(fido_dev_t *device, const char *pin);
    // After run() returned FIDO_OK. NotFound when the credential is not among those the key found, AttestationBad when
    // flags or signature are not right.
    Result<void> verify() const;
    // Instead of run(): what Windows' own dialogs answered for clientData().
    Result<void> verify(const WindowsAssertion &answer);
    const QByteArray &clientData() const { return m_clientData; }

private:
    int prepare();
    Result<void> verify(std::size_t place) const;

    QString m_rpId;
    const Attestation &m_made;
    QByteArray m_clientData;
    FidoAssert m_assert;
};

} // namespace bg
