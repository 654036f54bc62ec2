// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/steps/keys/KeyRetirement.h"
#include "app/steps/keys/SlotEnrolment.h"
#include "app/steps/StepContext.h"

#include <optional>
#include <stop_token>

namespace bg {

// One key of an account makes room for another: the new one is registered and proven, its PIN goes to paper, and only
// then the old one ends (KeyRetirement). So the account has at every moment at least the working keys it had before.
// Belongs to the key lane.
//
// Every turn stands in the journal: "keyReplacing" with the old key, "keyBegun", "keyProven" and "pinSealed" of the new
// one, "keyRetired". What broke off is found by History::unfinishedReplacements() and finished by run() with the same
// old key; a new key that was already proven and whose PIN reached paper is then not asked for again.
class KeyReplacement {
public:
    enum class Ending {
        Replaced,
        OldKeyStillHolds, // replaced in Entra; finding::KeyStillHolds says what is left to do
        OldKept, // the new key works; the old one stays too, finding::KeyNotRetired says why
        NotReplaced, // the person left it at the old key (skipped()), or the cloud cannot register keys
    };

    // `old`: as the ledger or the history knows it; credentialId must be set. `slot`: its place, with its label. The
    // ledger must know the account's id and all keys of every account, so that none of them is taken for a new one.
    KeyReplacement(const StepContext &context, const KeySlot &slot, const RecordedKey &old)
        : m_context(context), m_slot(slot), m_old(old), m_enrolment(context, slot)
    { }

    // Blocks for the person, the keys and the directory. May be called again after an error: it goes on where it was.
    // Errors: the tenant's, the printer's, File, Cancelled within 100 ms of `stop`.
    Result<Ending> run(std::stop_token stop);

    // The new key, once it is registered and proven.
    const std::optional<RecordedKey> &fresh() const { return m_fresh; }
    const std::optional<Error> &skipped() const { return m_enrolment.skipped(); }

private:
    Result<void> begin();
    Result<std::optional<RecordedKey>> madeBefore(std::stop_token stop);
    Result<void> removeMadeInVain(std::stop_token stop);
    void putIntoRunState();
    ObjectId user() const { return m_context.runState.account(m_slot.account).id; }

    StepContext m_context;
    KeySlot m_slot;
    RecordedKey m_old;
    SlotEnrolment m_enrolment;
    std::optional<RecordedKey> m_fresh;
};

} // namespace bg
