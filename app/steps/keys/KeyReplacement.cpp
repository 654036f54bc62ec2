// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeyReplacement.h"

#include "app/journal/KeyEvents.h"
#include "app/steps/keys/KeySlotFinding.h"
#include "app/steps/paper/PinSealing.h"

namespace bg {

Result<KeyReplacement::Ending> KeyReplacement::run(std::stop_token stop)
{
    if (auto begun = begin(); !begun)
        return fail(begun.error());
    if (!m_fresh) {
        auto made = madeBefore(stop);
        if (made && !*made)
            made = m_enrolment.run(stop);
        if (!made)
            return fail(made.error());
        if (!*made)
            return Ending::NotReplaced;
        m_fresh = **made;
        putIntoRunState();
    }
    if (auto sealed = sealPin(m_context, m_slot.account, m_slot.label, stop); !sealed)
        return fail(sealed.error());
    if (auto removed = removeMadeInVain(stop); !removed)
        return fail(removed.error());
    const auto retired = KeyRetirement(m_context, m_slot, m_old).run(stop);
    if (!retired)
        return fail(retired.error());
    if (*retired == KeyRetirement::Ending::Refused)
        return Ending::OldKept;
    return *retired == KeyRetirement::Ending::Whole ? Ending::Replaced : Ending::OldKeyStillHolds;
}

Result<void> KeyReplacement::begin()
{
    return m_context.journal->write(KeyReplacing{ name(StepId::Keys), m_slot.label, user(), m_old.credentialId,
                                                 m_old.methodId, m_old.aaguid, m_old.model, m_old.serial,
                                                 m_old.firmware, m_slot.label });
}

// By a run that broke off: usable only if it was proven and somebody knows its PIN.
Result<std::optional<RecordedKey>> KeyReplacement::madeBefore(std::stop_token stop)
{
    QList<RecordedKey> usable;
    for (const History::Key &known : m_context.history.keys)
        if (known.account == user() && known.replaces == m_old.credentialId && known.isProven && known.isPinKnown)
            usable.append(known.key);
    if (usable.isEmpty())
        return std::nullopt;
    const auto listed = AuthenticationMethods(m_context.graph).fido2Methods(user(), stop);
    if (!listed)
        return fail(listed.error());
    for (RecordedKey key : usable) {
        if (const Fido2Method *method = methodOf(key.credentialId, *listed)) {
            key.methodId = method->id;
            return key;
        }
    }
    return std::nullopt;
}

// Registered by a run that broke off before they were proven or their PIN was on paper: nobody can use them.
Result<void> KeyReplacement::removeMadeInVain(std::stop_token stop)
{
    QStringList inVain;
    for (const History::Key &known : m_context.history.keys)
        if (known.account == user() && known.replaces == m_old.credentialId
            && known.key.credentialId != m_fresh->credentialId)
            inVain.append(known.key.credentialId);
    if (inVain.isEmpty())
        return {};
    AuthenticationMethods methods(m_context.graph);
    const auto listed = methods.fido2Methods(user(), stop);
    if (!listed)
        return fail(listed.error());
    for (const QString &id : inVain)
        if (const Fido2Method *method = methodOf(id, *listed))
            if (auto gone = methods.removePasskey(user(), method->id, stop); !gone)
                return gone;
    return {};
}

void KeyReplacement::putIntoRunState()
{
    m_context.runState.noteInspection(putInPlace(m_context.runState, m_slot, *m_fresh), m_slot.label);
}

} // namespace bg
