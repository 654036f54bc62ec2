// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeysStep.h"

#include "app/model/FindingIds.h"
#include "app/steps/keys/KeyEnrolment.h"
#include "app/steps/keys/KeySlotFinding.h"

#include <algorithm>

namespace bg {

// The list that the slot before read after its own registration still holds when this slot begins. Of an account that
// this run made all keys are read back at once, after the last one: none was there before, and each was taken by the
// service with its id and proven by an assertion.
Result<QList<Fido2Method>> KeysStep::methods(std::stop_token stop)
{
    const ObjectId user = m_context.runState.account(m_slot.account).id;
    if (!m_isStale && m_context.runState.account(m_slot.account).isNew && m_slot.number == 0)
        return QList<Fido2Method>(); // made a moment ago by this very run: it has none yet
    const auto kept = m_context.runState.listedMethods(m_slot.account);
    if (!m_isStale && kept)
        return *kept;
    if (m_made && isReadBackLater()) {
        QList<Fido2Method> known = kept.value_or(QList<Fido2Method>());
        known.append({ m_made->methodId, m_slot.label, {}, m_made->aaguid, m_made->model, {}, {} });
        m_context.runState.setListedMethods(m_slot.account, known);
        return known;
    }
    auto listed = AuthenticationMethods(m_context.graph).fido2Methods(user, stop);
    if (listed)
        m_context.runState.setListedMethods(m_slot.account, *listed);
    return listed;
}

bool KeysStep::isReadBackLater() const
{
    return m_context.runState.account(m_slot.account).isNew && m_slot.number + 1 < m_context.desired.keysPerAccount;
}

// A method that fills this slot: made by this run, named in an earlier journal, or named after the slot in the tenant.
std::optional<RecordedKey> KeysStep::recognise(const Fido2Method &method) const
{
    const ObjectId user = m_context.runState.account(m_slot.account).id;
    for (const QByteArray &bytes : decodeCredentialId(method.id)) {
        const QString credentialId = encodeBase64Url(bytes);
        if (m_made && m_made->credentialId == credentialId)
            return m_made;
        const History::Key *known = m_context.history.key(user, credentialId);
        if (known && known->key.label == m_slot.label) {
            RecordedKey key = known->key;
            key.methodId = method.id;
            return key;
        }
    }
    if (!isNamedFor(method.displayName, m_slot.label))
        return std::nullopt;
    const QList<QByteArray> readings = decodeCredentialId(method.id);
    return RecordedKey{ readings.isEmpty() ? QString() : encodeBase64Url(readings.first()),
                        method.id,
                        method.aaguid,
                        method.model,
                        {},
                        {},
                        m_slot.label };
}

Result<Finding> KeysStep::inspect(std::stop_token stop)
{
    if (const auto &why = m_enrolment.skipped()) {
        Finding skipped = keyFinding(m_slot, finding::KeySkipped, State::NotApplicable, Severity::Warning, why->detail);
        skipped.facts[QStringLiteral("reason")] = name(why->kind);
        skipped.actionOwner = ActionOwner::YouDecide;
        return skipped;
    }
    for (const Finding &seen : m_context.tenant.findings)
        if (seen.id == QLatin1String("keys.notOnBehalf"))
            return keyFinding(m_slot, finding::KeysNotOnBehalf, State::NotApplicable, Severity::Warning, seen.evidence);

    if (!m_context.runState.canKeysBeRegistered())
        return keyFinding(m_slot, finding::KeysNotOnBehalf, State::NotApplicable, Severity::Warning,
                          QStringLiteral("creationOptions"));

    const AccountState account = m_context.runState.account(m_slot.account);
    if (account.id.isEmpty())
        return keyFinding(m_slot, finding::KeyMissing, State::Missing, Severity::Note, {});
    const auto listed = methods(stop);
    if (!listed)
        return fail(listed.error());

    std::optional<RecordedKey> held;
    bool isPinLost = false;
    m_outlived.clear();
    for (const Fido2Method &method : *listed) {
        const auto key = recognise(method);
        const auto &begun = m_enrolment.begun();
        if (!key || (begun && begun->note.credentialId == key->credentialId))
            continue; // no key of this place, or one that is not proven yet
        const History::Key *known = m_context.history.key(account.id, key->credentialId);
        const bool isMade = m_made && m_made->credentialId == key->credentialId;
        if (!isMade && ((known && !known->isPinKnown) || m_made)) {
            isPinLost = isPinLost || !m_made;
            m_outlived.append(method.id);
            continue;
        }
        held = key;
        if (known && !known->isProven && !isMade) {
            Finding note = keyFinding(m_slot, finding::KeyNotProven, State::InPlace, Severity::Advice, method.id);
            note.facts[QStringLiteral("methodId")] = method.id;
            m_context.runState.note(note, m_slot.label);
        }
    }
    if (!held)
        return isPinLost ? keyFinding(m_slot, finding::KeyPinLost, State::Drifted, Severity::Warning,
                                      m_outlived.join(QLatin1Char(' ')))
                         : keyFinding(m_slot, finding::KeyMissing, State::Missing, Severity::Note, {});

    return putInPlace(m_context.runState, m_slot, *held);
}

QList<PlannedWrite> KeysStep::plannedWrites() const
{
    const AccountState account = m_context.runState.account(m_slot.account);
    QList<PlannedWrite> writes{ { StepId::Keys,
                                  account.userPrincipalName.value,
                                  account.id.value,
                                  QStringLiteral("fido2Methods"),
                                  QJsonValue::Null,
                                  m_slot.label,
                                  {} } };
    for (const QString &method : m_outlived)
        writes.append({ StepId::Keys,
                        account.userPrincipalName.value,
                        account.id.value,
                        QStringLiteral("fido2Methods"),
                        method,
                        QJsonValue::Null,
                        {} });
    return writes;
}

Result<void> KeysStep::apply(std::stop_token stop, const StepProgress &)
{
    m_isStale = true;
    auto enrolled = m_enrolment.run(stop);
    if (!enrolled)
        return fail(enrolled.error());
    if (!enrolled->has_value())
        return {}; // the next inspection tells
    m_made = **enrolled;
    if (!m_outlived.isEmpty()) {
        Finding again
            = keyFinding(m_slot, finding::KeyAgain, State::InPlace, Severity::Note, m_outlived.join(QLatin1Char(' ')));
        again.actionOwner = ActionOwner::YouDecide;
        m_context.runState.note(again, m_slot.label);
    }
    return removeOutlived(stop);
}

// Only now that the new key is proven: no account ever has fewer working keys than it had.
Result<void> KeysStep::removeOutlived(std::stop_token stop)
{
    const ObjectId user = m_context.runState.account(m_slot.account).id;
    for (const QString &method : m_outlived)
        if (auto removed = AuthenticationMethods(m_context.graph).removePasskey(user, method, stop); !removed)
            return removed;
    return {};
}

} // namespace bg
