// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeyWithdrawal.h"

#include "app/base/Log.h"
#include "app/graph/AuthenticationMethods.h"
#include "app/model/FindingIds.h"
#include "app/reconcile/Settle.h"
#include "app/steps/keys/KeyRetirement.h"
#include "app/steps/keys/KeySlotFinding.h"

namespace bg {

Result<void> KeyWithdrawal::run(const BegunCredential &begun, SecurityKey *key, std::stop_token stop)
{
    const auto wasRegistered = removeMethod(begun, stop);
    if (!wasRegistered)
        return fail(wasRegistered.error());
    if (*wasRegistered) {
        qCInfo(logPlan, "key %ls given up and taken out of the tenant", qUtf16Printable(m_slot.label));
        if (auto told = m_context.journal->write(KeyWithdrawn{ begun.note }); !told)
            return told;
        m_context.runState.note(finding(finding::KeyGivenUp, begun), m_slot.label);
    }
    return eraseFromKey(begun, key, stop);
}

// True: it was registered, and is no more.
Result<bool> KeyWithdrawal::removeMethod(const BegunCredential &begun, std::stop_token stop)
{
    const ObjectId user = m_context.runState.account(m_slot.account).id;
    AuthenticationMethods methods(m_context.graph);
    const auto list = [&](std::stop_token token) {
        auto listed = methods.fido2Methods(user, token);
        if (listed)
            m_context.runState.setListedMethods(m_slot.account, *listed);
        return listed;
    };
    const auto before = list(stop);
    if (!before)
        return fail(before.error());
    const Fido2Method *method = methodOf(begun.note.credentialId, *before);
    // A list may be older than the registration's own answer.
    const QString id = method ? method->id : begun.methodId;
    if (id.isEmpty())
        return false;
    if (auto removed = methods.removePasskey(user, id, stop); !removed && removed.error().kind != Error::Kind::NotFound)
        return fail(removed.error());
    const auto gone = Settle(m_context.clock)
                          .until(
                              [&](std::stop_token token) {
                                  return list(token).map([&](const QList<Fido2Method> &listed) {
                                      return methodOf(begun.note.credentialId, listed) == nullptr;
                                  });
                              },
                              stop);
    return gone ? Result<bool>(true) : fail(gone.error());
}

Result<void> KeyWithdrawal::eraseFromKey(const BegunCredential &begun, SecurityKey *key, std::stop_token stop)
{
    const auto gone = takeOff(begun, key, stop);
    if (gone) {
        m_context.runState.forgetNote(StepId::Keys, m_slot.label, finding::KeyStillHolds);
        return m_context.journal->write(KeyTakenBack{ begun.note });
    }
    if (gone.error().isCancelled())
        return gone;
    Finding held = finding(finding::KeyStillHolds, begun);
    held.severity = Severity::Advice;
    held.actionOwner = ActionOwner::YouDecide;
    held.facts[QStringLiteral("reason")] = name(gone.error().kind);
    held.error = gone.error();
    m_context.runState.note(held, m_slot.label);
    return {};
}

Result<void> KeyWithdrawal::takeOff(const BegunCredential &begun, SecurityKey *key, std::stop_token stop)
{
    if (!key)
        return fail(Error::Kind::NoKey);
    const auto isIt = begun.isHeldBy(*key, stop);
    if (!isIt)
        return fail(isIt.error());
    if (!*isIt)
        return fail(Error::Kind::NoKey);
    if (!m_pin.isHeld())
        return fail(Error::Kind::PinNeeded);
    auto removed = key->removeCredential(begun.made.credentialId, m_pin.value(), stop);
    if (!removed && removed.error().kind == Error::Kind::NotFound)
        return {};
    return removed;
}

Finding KeyWithdrawal::finding(QLatin1String id, const BegunCredential &begun) const
{
    Finding found = keyFinding(m_slot, id, State::InPlace, Severity::Note, begun.note.credentialId);
    found.facts[QStringLiteral("model")] = begun.note.model;
    found.facts[QStringLiteral("serial")] = begun.note.serial;
    return found;
}

} // namespace bg
