// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeyRetirement.h"

#include "app/base/Log.h"
#include "app/journal/KeyEvents.h"
#include "app/model/FindingIds.h"
#include "app/reconcile/Settle.h"
#include "app/steps/keys/CredentialErasure.h"

#include <algorithm>

namespace bg {

const Fido2Method *methodOf(const QString &credentialId, const QList<Fido2Method> &methods)
{
    const QList<QByteArray> wanted = decodeCredentialId(credentialId);
    for (const Fido2Method &method : methods)
        for (const QByteArray &id : decodeCredentialId(method.id))
            if (wanted.contains(id))
                return &method;
    return nullptr;
}

Result<KeyRetirement::Ending> KeyRetirement::run(std::stop_token stop)
{
    const auto before = list(stop);
    if (!before)
        return fail(before.error());
    if (const Fido2Method *method = methodOf(m_old.credentialId, *before)) {
        const auto isSafe = isAnotherKnownToWork(stop);
        if (!isSafe)
            return fail(isSafe.error());
        if (!*isSafe) {
            m_context.runState.note(finding(finding::KeyNotRetired, State::Drifted, Severity::Warning), m_slot.label);
            return Ending::Refused;
        }
        if (auto removed = removeMethod(method->id, stop); !removed)
            return fail(removed.error());
    }
    const auto left = CredentialErasure(m_context, m_slot, m_old).run(stop);
    if (!left)
        return fail(left.error());
    if (!left->isEmpty()) {
        Finding held = finding(finding::KeyStillHolds, State::InPlace, Severity::Advice);
        held.facts[QStringLiteral("reason")] = *left;
        held.actionOwner = ActionOwner::YouDecide;
        m_context.runState.note(held, m_slot.label);
    }
    auto told = m_context.journal->write(KeyRetired{ name(StepId::Keys), m_slot.label, user(), m_old.credentialId, *left });
    if (!told)
        return fail(told.error());
    return left->isEmpty() ? Ending::Whole : Ending::KeyStillHolds;
}

Result<KeyRetirement::Methods> KeyRetirement::list(std::stop_token stop)
{
    auto listed = AuthenticationMethods(m_context.graph).fido2Methods(user(), stop);
    if (listed)
        m_context.runState.setListedMethods(m_slot.account, *listed);
    return listed;
}

QStringList KeyRetirement::knownToWork() const
{
    QStringList ids;
    for (const RecordedKey &key : m_context.runState.account(m_slot.account).keys)
        if (m_context.runState.isPinOnPaper(key.credentialId))
            ids.append(key.credentialId);
    for (const History::Key &known : m_context.history.keys)
        if (known.account == user() && known.isProven && known.isPinKnown)
            ids.append(known.key.credentialId);
    ids.removeAll(m_old.credentialId);
    return ids;
}

// The newest one may not have reached every replica yet: asked again until one of them is seen.
Result<bool> KeyRetirement::isAnotherKnownToWork(std::stop_token stop)
{
    const QStringList others = knownToWork();
    if (others.isEmpty())
        return false;
    const auto seen = Settle(m_context.clock)
                          .until(
                              [&](std::stop_token token) -> Result<bool> {
                                  const auto listed = list(token);
                                  if (!listed)
                                      return fail(listed.error());
                                  return std::any_of(others.begin(), others.end(), [&](const QString &id) {
                                      return methodOf(id, *listed) != nullptr;
                                  });
                              },
                              stop);
    if (!seen && seen.error().kind != Error::Kind::NotSettled)
        return fail(seen.error());
    return seen.has_value();
}

Result<void> KeyRetirement::removeMethod(const QString &methodId, std::stop_token stop)
{
    if (auto removed = AuthenticationMethods(m_context.graph).removePasskey(user(), methodId, stop); !removed)
        return removed;
    qCInfo(logPlan, "old key %ls taken out of the tenant", qUtf16Printable(m_slot.label));
    return Settle(m_context.clock)
        .until(
            [&](std::stop_token token) {
                return list(token).map(
                    [&](const Methods &methods) { return methodOf(m_old.credentialId, methods) == nullptr; });
            },
            stop);
}

Finding KeyRetirement::finding(QLatin1String id, State state, Severity severity) const
{
    Finding found;
    found.id = id;
    found.step = StepId::Keys;
    found.state = state;
    found.severity = severity;
    found.evidence = m_old.credentialId;
    found.facts = { { QStringLiteral("label"), m_slot.label },
                    { QStringLiteral("userName"), m_slot.userName },
                    { QStringLiteral("model"), m_old.model },
                    { QStringLiteral("serial"), m_old.serial } };
    return found;
}

} // namespace bg
