// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"
#include "fido/FidoHandles.h"
#include "fido/windows/WindowsDialogs.h"

namespace bg {

// One makeCredential as the tenant asks for it: from its options to an attestation that was verified here.
class Enrolment {
public:
    static constexpr int algorithm = -7; // ES256, the one that every key has

    Enrolment(const CreationOptions &options, const KeyFacts &key);

    // What the key lacks, before anybody touches it: KeyUnsuitable (es256, rk, hmac-secret, credProtect, clientPin).
    Result<void> fits() const;
    // The call itself, for FidoDevice::run; `pin` null when the key verifies the person by itself.
    int run(fido_dev_t *device, const char *pin);
    // Instead of run(): what Windows' own dialogs made for clientData(). AttestationBad when it cannot be read.
    Result<void> take(const WindowsCredential &made);
    const QByteArray &clientData() const { return m_clientData; }
    // After run() returned FIDO_OK. AttestationBad when flags, AAGUID, id or signature are not right.
    Result<Attestation> attestation() const;
    // The AAGUID of what was made, 16 bytes; after run() returned FIDO_OK.
    QByteArray aaguid() const;

private:
    int prepare(fido_cred_t *cred, bool hasPin) const;
    Result<void> verify() const;

    const CreationOptions &m_options;
    const KeyFacts &m_key;
    QByteArray m_clientData;
    FidoCred m_cred;
};

} // namespace bg
