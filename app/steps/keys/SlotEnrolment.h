// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/steps/keys/KeyPin.h"
#include "app/steps/keys/KeyReset.h"
#include "app/steps/StepContext.h"

#include <optional>
#include <stop_token>

namespace bg {

// One place of the matrix filled with a key: asks for one, enrols it, and asks the person how to go on where that did
// not work. Belongs to the key lane.
class SlotEnrolment {
public:
    SlotEnrolment(const StepContext &context, const KeySlot &slot);
    SlotEnrolment(const SlotEnrolment &) = delete;
    SlotEnrolment &operator=(const SlotEnrolment &) = delete;
    ~SlotEnrolment() { letGo(); }

    // Blocks until a key is registered and proven; its PIN then waits in the ledger for its sheet. So does a PIN that
    // we set on a key which was then left aside: it may hold other credentials, and nobody else knows it. Nothing where
    // the person left the place empty (skipped()) or the cloud cannot register keys. Errors: the tenant's; those about
    // a key are the person's to answer. Cancelled.
    Result<std::optional<RecordedKey>> run(std::stop_token stop);
    // Why the person left the place empty.
    const std::optional<Error> &skipped() const { return m_skipped; }

private:
    void keep(const RecordedKey &made, const KeyFacts &facts);
    void letGo();
    Result<void> noteMade(PinAttempt fate, const KeyFacts &key);
    void showTrouble(const Error &trouble, const std::optional<KeyFacts> &key);
    qsizetype keysOfTheAccount() const;

    StepContext m_context;
    KeySlot m_slot;
    KeyPin m_pin; // outlives an attempt: nobody else knows a PIN that was generated
    KeyReset m_reset;
    KeyFacts m_last; // the key that was on the desk
    std::optional<Error> m_skipped;
};

// Ours to ask the person about, key in hand; every other kind is the tenant's.
bool isAboutTheKey(Error::Kind kind);

} // namespace bg
