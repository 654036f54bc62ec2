// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AuthenticationMethods.h"
#include "app/journal/KeyEvents.h"
#include "app/key/SecurityKey.h"
#include "app/steps/keys/KeyPin.h"
#include "app/steps/keys/KeyReset.h"
#include "app/steps/StepContext.h"

#include <optional>
#include <stop_token>

namespace bg {

// One key on the desk, from the first look to the proof: admitted by the tenant, PIN, credential made, registered,
// and an assertion of it checked. Belongs to the key lane.
class KeyEnrolment {
public:
    KeyEnrolment(const StepContext &context, const KeySlot &slot, SecurityKey &key, KeyPin &pin, KeyReset &reset)
        : m_context(context), m_slot(slot), m_key(key), m_pin(pin), m_reset(reset)
    { }

    // Blocks until the key is registered and proven, or why not. KeyUnsuitable ("pinLost" is for KeyReset::run()),
    // KeyNotAdmitted, KeyAlreadyEnrolled (for this account) and KeyUsedElsewhere (for the other, and the person wants
    // it so no more) come before anything is changed on the key. Cancelled within 100 ms of `stop`.
    Result<RecordedKey> run(std::stop_token stop);

private:
    Result<CreationOptions> creationOptions(std::stop_token stop);
    Result<Attestation> make(const CreationOptions &options, std::stop_token stop);
    Result<Fido2Method> registerMade(const Attestation &made, std::stop_token stop);
    std::optional<Fido2Method> arrived(const Attestation &made, std::stop_token stop);
    Result<void> prove(const QString &rpId, const Attestation &made, std::stop_token stop);
    Result<void> takeBack(const Attestation &made, const Error &why, std::stop_token stop);
    KeyNote note(const Attestation &made) const;
    ObjectId user() const { return m_context.runState.account(m_slot.account).id; }
    UserPresenceCallback touch(KeyProgress::Phase phase);
    void show(KeyProgress::Phase phase, std::chrono::seconds left = {});

    StepContext m_context;
    KeySlot m_slot;
    SecurityKey &m_key;
    KeyPin &m_pin;
    KeyReset &m_reset;
};

// What the method is called in the tenant: the label, and the model where it fits into 30 characters.
QString passkeyName(const QString &label, const QString &model);
// Whether a method of that name is the one for the slot.
bool isNamedFor(const QString &displayName, const QString &label);

} // namespace bg
