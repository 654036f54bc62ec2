// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/steps/keys/BegunCredential.h"
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
    ~SlotEnrolment();

    // Blocks until a key is registered and proven; its PIN then waits in the ledger for its sheet. A credential that was
    // begun is gone on with for as long as the person wants it; then it is withdrawn (KeyWithdrawal). So does a PIN that
    // we set on a key which was then left aside: it may hold other credentials, and nobody else knows it. Nothing where
    // the person left the place empty (skipped()) or the cloud cannot register keys. Errors: the tenant's; those about
    // a key are the person's to answer. Cancelled.
    Result<std::optional<RecordedKey>> run(std::stop_token stop);
    // Why the person left the place empty.
    const std::optional<Error> &skipped() const { return m_skipped; }
    // What is not proven and not withdrawn yet: whoever lists the account's methods finds it there.
    const std::optional<BegunCredential> &begun() const { return m_begun; }

private:
    Result<AfterTrouble> askWhatNow(const Error &trouble, const std::optional<KeyFacts> &key, std::stop_token stop);
    Result<void> withdraw(SecurityKey *key, std::stop_token stop);
    void keep(const RecordedKey &made, const KeyFacts &facts);
    void welcome(SecurityKey &key);
    void letGo();
    void noteLeftBehind();
    Result<void> noteMade(PinAttempt fate, const KeyFacts &key);
    void showTrouble(const Error &trouble, const std::optional<KeyFacts> &key);
    void showLeftOut();
    qsizetype keysOfTheAccount() const;

    StepContext m_context;
    KeySlot m_slot;
    KeyPin m_pin; // outlives an attempt: nobody else knows a PIN that was generated
    KeyReset m_reset;
    std::optional<BegunCredential> m_begun; // outlives an attempt too
    KeyFacts m_last; // the key that was on the desk
    std::optional<Error> m_skipped;
};

// Ours to ask the person about, key in hand; every other kind is the tenant's.
bool isAboutTheKey(Error::Kind kind);
// What the person said already instead of answering a question: AnotherKeyWanted, KeyLeftOut.
std::optional<AfterTrouble> saidInstead(Error::Kind kind);

} // namespace bg
