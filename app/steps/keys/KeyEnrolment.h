// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AuthenticationMethods.h"
#include "app/journal/KeyEvents.h"
#include "app/key/SecurityKey.h"
#include "app/steps/keys/BegunCredential.h"
#include "app/steps/keys/KeyPin.h"
#include "app/steps/keys/KeyReset.h"
#include "app/steps/keys/KeyReuseCheck.h"
#include "app/steps/StepContext.h"

#include <optional>
#include <stop_token>

namespace bg {

// One key on the desk, from the first look to the proof: admitted by the tenant, PIN, credential made, registered,
// and an assertion of it checked. Belongs to the key lane.
class KeyEnrolment {
public:
    // `begun` outlives the attempt: set as soon as a credential is on the key, and empty again once it is off the key and
    // out of the tenant. With one that is begun, run() does only what is left of it.
    KeyEnrolment(const StepContext &context, const KeySlot &slot, SecurityKey &key, KeyPin &pin, KeyReset &reset,
                 std::optional<BegunCredential> &begun)
        : m_context(context), m_slot(slot), m_key(key), m_pin(pin), m_reset(reset), m_begun(begun)
    { }

    // Blocks until the key is registered and proven, or why not. KeyUnsuitable ("pinLost" is for KeyReset::run()),
    // KeyNotAdmitted, KeyAlreadyEnrolled (for this account) and KeyUsedElsewhere (for the other, and the person wants
    // it so no more) come before anything is changed on the key. With one that is begun: KeyUnsuitable "notTheBegunKey",
    // another key is in; "credentialGone", the key does not hold it any more. AnotherKeyWanted and KeyLeftOut are the
    // person's answer to a question. Cancelled within 100 ms of `stop`.
    Result<RecordedKey> run(std::stop_token stop);

private:
    Result<RecordedKey> begin(std::stop_token stop);
    Result<RecordedKey> goOn(std::stop_token stop);
    Result<void> prepareKey(CreationOptions &options, std::stop_token stop);
    Result<RecordedKey> proven(std::stop_token stop);
    Result<CreationOptions> creationOptions(std::stop_token stop);
    Result<Attestation> make(const CreationOptions &options, std::stop_token stop);
    // The method's id. Where the answer was lost, the list tells.
    Result<QString> registerMade(const Attestation &made, std::stop_token stop);
    Result<QString> sendMade(const Attestation &made, std::stop_token stop);
    // Empty: the tenant does not have it.
    Result<QString> arrived(const Attestation &made, std::stop_token stop);
    Result<void> prove(std::stop_token stop);
    Result<void> refused(const Error &why, std::stop_token stop);
    KeyNote note(const Attestation &made) const;
    ObjectId user() const { return m_context.runState.account(m_slot.account).id; }
    UserPresenceCallback touch(KeyProgress::Phase phase);
    void show(KeyProgress::Phase phase, std::chrono::seconds left = {});

    StepContext m_context;
    KeySlot m_slot;
    SecurityKey &m_key;
    KeyPin &m_pin;
    KeyReset &m_reset;
    std::optional<BegunCredential> &m_begun;
    KeyReuseCheck m_recognition{ m_context, m_slot, m_key, m_pin };
};

// What the method is called in the tenant: the label, and the model where it fits into 30 characters.
QString passkeyName(const QString &label, const QString &model);
// Whether a method of that name is the one for the slot.
bool isNamedFor(const QString &displayName, const QString &label);

} // namespace bg
