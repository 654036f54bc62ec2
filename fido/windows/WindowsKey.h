// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"
#include "fido/windows/WindowsDialogs.h"

namespace bg {

// Whichever key the person puts in while a dialog of Windows asks for one. Windows asks for PIN and touch by itself and
// passes neither on; which key it was shows only in what that key made. Nothing can be set or removed there.
class WindowsKey final : public SecurityKey {
public:
    // `dialogs` outlives this.
    WindowsKey(WindowsDialogs &dialogs, const QString &path);

    const KeyFacts &facts() const override { return m_facts; }
    Result<void> refresh(std::stop_token) override { return {}; }
    Result<void> setPin(const Secret &pin, std::stop_token stop) override;
    Result<void> changePin(const Secret &oldPin, const Secret &newPin, std::stop_token stop) override;
    Result<void> removeCredential(const QByteArray &credentialId, const Secret &pin, std::stop_token stop) override;

    // The PIN is not looked at, and `touch` is wanted as long as a dialog stands. KeyUnsuitable with "roaming" when it
    // was this computer or a phone that answered.
    Result<Attestation> makeCredential(const CreationOptions &options, const Secret &pin, const UserPresenceCallback &touch,
                                       std::stop_token stop) override;
    Result<void> prove(const QString &rpId, const Attestation &made, const Secret &pin, const UserPresenceCallback &touch,
                       std::stop_token stop) override;

private:
    WindowsDialogs &m_dialogs;
    KeyFacts m_facts;
};

} // namespace bg
