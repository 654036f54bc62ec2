// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AuthenticationMethods.h"
#include "app/steps/StepContext.h"

#include <stop_token>

namespace bg {

// The end of one key of an account: out of Entra, then its credential off the key where that is at hand. Belongs to the
// key lane.
class KeyRetirement {
public:
    enum class Ending {
        Whole, // neither Entra nor the key has it any more
        KeyStillHolds, // out of Entra; finding::KeyStillHolds says what is left to do
        Refused, // still registered, because no other key of the account is known to work: finding::KeyNotRetired
    };

    KeyRetirement(const StepContext &context, const KeySlot &slot, const RecordedKey &old)
        : m_context(context), m_slot(slot), m_old(old)
    { }

    // Removes nothing unless another key of the account is registered at that moment, was proven, and its PIN is on
    // paper or with the person: by the journals of this machine and by this run. Reads again after the removal. Safe to
    // run again after it broke off anywhere. Blocks for the directory and the person. Errors: the tenant's, NotSettled,
    // Cancelled within 100 ms of `stop`.
    Result<Ending> run(std::stop_token stop);

private:
    using Methods = QList<Fido2Method>;
    Result<bool> isAnotherKnownToWork(std::stop_token stop);
    QStringList knownToWork() const;
    Result<void> removeMethod(const QString &methodId, std::stop_token stop);
    Result<Methods> list(std::stop_token stop);
    Finding finding(QLatin1String id, State state, Severity severity) const;
    ObjectId user() const { return m_context.runState.account(m_slot.account).id; }

    StepContext m_context;
    KeySlot m_slot;
    RecordedKey m_old;
};

// The method that registers this credential; null when none does.
const Fido2Method *methodOf(const QString &credentialId, const QList<Fido2Method> &methods);

} // namespace bg
