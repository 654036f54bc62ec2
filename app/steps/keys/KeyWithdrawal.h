// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/steps/keys/BegunCredential.h"
#include "app/steps/keys/KeyPin.h"
#include "app/steps/StepContext.h"

#include <stop_token>

namespace bg {

// The end of a credential that was begun and is given up: out of Entra, and off the key where that is at hand. It was
// never proven, so that no account has fewer working keys for it. Belongs to the key lane.
class KeyWithdrawal {
public:
    KeyWithdrawal(const StepContext &context, const KeySlot &slot, KeyPin &pin)
        : m_context(context), m_slot(slot), m_pin(pin)
    { }

    // Removes the method that registers this very credential, reads the list again until it is gone, and then takes the
    // credential off `key` (null: no key is in). Notes finding::KeyGivenUp where it was registered, and
    // finding::KeyStillHolds where the key keeps it. Blocks. Errors: the tenant's, NotSettled, Cancelled; what the key
    // answers is no error.
    Result<void> run(const BegunCredential &begun, SecurityKey *key, std::stop_token stop);
    // Only off the key: the tenant does not have it. Blocks. Errors: the journal's, Cancelled.
    Result<void> eraseFromKey(const BegunCredential &begun, SecurityKey *key, std::stop_token stop);

private:
    Result<bool> removeMethod(const BegunCredential &begun, std::stop_token stop);
    Result<void> takeOff(const BegunCredential &begun, SecurityKey *key, std::stop_token stop);
    Finding finding(QLatin1String id, const BegunCredential &begun) const;

    StepContext m_context;
    KeySlot m_slot;
    KeyPin &m_pin;
};

} // namespace bg
