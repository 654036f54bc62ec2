// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"
#include "fido/FidoDevice.h"
#include "fido/PinText.h"
#include "fido/YubiKeyConfig.h"

#include <optional>

namespace bg {

// A security key over libfido2, whatever its port.
class FidoKey final : public SecurityKey {
public:
    // Asks the vendor's command (Yubico only), opens the key in libfido2 and reads its facts. KeyBusy, KeyRemoved,
    // Cancelled. A U2F-only key opens with facts().isFido2 false.
    static Result<std::unique_ptr<FidoKey>> open(const SeenKey &seen, std::unique_ptr<HidPort> port,
                                                 std::stop_token stop);

    const KeyFacts &facts() const override { return m_facts; }
    Result<void> refresh(std::stop_token stop) override;
    Result<void> setPin(const Secret &pin, std::stop_token stop) override;
    Result<void> changePin(const Secret &oldPin, const Secret &newPin, std::stop_token stop) override;
    Result<void> fits(const CreationOptions &options) const override;
    bool isIn() const override { return !m_device.isGone(); }
    Result<Attestation> makeCredential(const CreationOptions &options, const Secret &pin, const UserPresenceCallback &touch,
                                       std::stop_token stop) override;
    Result<void> prove(const QString &rpId, const Attestation &made, const Secret &pin, const UserPresenceCallback &touch,
                       std::stop_token stop) override;
    Result<QByteArray> held(const QString &rpId, const QList<QByteArray> &credentialIds, std::stop_token stop) override;
    Result<bool> tellsWhatItHolds(const QString &rpId, std::stop_token stop) override;
    Result<void> reset(const UserPresenceCallback &touch, std::stop_token stop) override;
    Result<void> removeCredential(const QByteArray &credentialId, const Secret &pin, std::stop_token stop) override;
    Result<void> setMinimumPinLength(int codePoints, const Secret &pin, std::stop_token stop) override;
    Result<void> setAlwaysUv(bool on, const Secret &pin, std::stop_token stop) override;
    Result<void> forcePinChange(const Secret &pin, std::stop_token stop) override;

private:
    using PinCall = std::function<int(fido_dev_t *, const char *pin)>;

    FidoKey(const SeenKey &seen, std::unique_ptr<HidPort> port) : m_seen(seen), m_device(std::move(port)) { }
    // Runs one call that gives the PIN to the key, once, and tells a wrong PIN from one that was not taken.
    Result<void> withPin(const QString &name, const Secret &pin, const PinCall &call, const UserPresenceCallback &touch,
                         std::stop_token stop);
    Result<void> configure(const QString &name, const Secret &pin, const PinCall &call, std::stop_token stop);
    Result<void> accepts(const Secret &pin) const;
    Error failed(int code, const QString &name, int retriesBefore);
    // The counter as it stands before a try; asks the key only where no reading still holds.
    int retries();
    // The key took the PIN, so its counter is at its top again.
    void tookPin();

    SeenKey m_seen;
    FidoDevice m_device;
    std::optional<YubiKeyConfig> m_config;
    KeyFacts m_facts;
    std::optional<int> m_retries; // a reading that still holds
    bool m_isCounterFull = false; // nothing was wrong since the last reading, nor before it
};

} // namespace bg
