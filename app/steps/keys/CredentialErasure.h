// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/steps/keys/KeyPin.h"
#include "app/steps/keys/KeySearch.h"
#include "app/steps/StepContext.h"

#include <stop_token>

namespace bg {

// Takes the credential of a key that serves no more off the key itself, where the key and its PIN are at hand. Belongs
// to the key lane. To be used once Entra has forgotten the credential: without it the key opens nothing.
class CredentialErasure {
public:
    // `slot`: the place that the key had.
    CredentialErasure(const StepContext &context, const KeySlot &slot, const RecordedKey &old)
        : m_context(context), m_slot(slot), m_old(old), m_pin(PinChoice::Ask, context.human)
    {
        m_slot.isOutgoing = true;
    }

    // Blocks for the person and the key. Empty: the credential is gone. Else why it is still there, as
    // finding::KeyStillHolds names it. Errors: the tenant's, Cancelled.
    Result<QString> run(std::stop_token stop);

private:
    Result<QString> relyingParty(std::stop_token stop);
    Result<Answer> ask(QLatin1String question, std::stop_token stop);
    Result<void> erase(const QString &rpId, SecurityKey &key, std::stop_token stop);
    // Whether it is worth to look at the next key, after one that does not hold the credential.
    Result<bool> looksOn(const KeyFacts &key, std::stop_token stop);

    StepContext m_context;
    KeySlot m_slot;
    RecordedKey m_old;
    KeyPin m_pin;
    KeySearch m_round;
};

} // namespace bg
