// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/NewKeyStep.h"

#include "app/model/FindingIds.h"

#include <algorithm>

namespace bg {

namespace {

constexpr int stillTheSameRotation = 7; // days: a rotation that was cut short is gone on with

} // namespace

// What a run that broke off was about to replace, or what is in the place now; nothing where that is new already.
std::optional<RecordedKey> NewKeyStep::old() const
{
    const AccountState account = m_context.runState.account(m_slot.account);
    for (const RecordedKey &key : m_context.history.unfinishedReplacements(account.id))
        if (key.label == m_slot.label)
            return key;
    for (const RecordedKey &key : account.keys)
        if (key.label == m_slot.label && !isRenewed(key))
            return key;
    return std::nullopt;
}

bool NewKeyStep::isRenewed(const RecordedKey &key) const
{
    const QDateTime when = m_context.history.renewedKeys.value(key.credentialId);
    return when.isValid() && when.daysTo(m_context.clock.utcNow()) <= stillTheSameRotation;
}

Finding NewKeyStep::finding(QLatin1String id, State state) const
{
    Finding found;
    found.id = id;
    found.step = StepId::NewKeys;
    found.state = state;
    found.actionOwner = state == State::Drifted ? ActionOwner::WizardWillDo : ActionOwner::Fine;
    found.facts = { { QStringLiteral("label"), m_slot.label }, { QStringLiteral("userName"), m_slot.userName } };
    found.requirements = { QStringLiteral("S100"), QStringLiteral("S179"), QStringLiteral("S184") };
    return found;
}

Result<Finding> NewKeyStep::inspect(std::stop_token)
{
    using Ending = KeyReplacement::Ending;
    if (m_ending == Ending::NotReplaced && m_replacement->skipped()) {
        Finding skipped = finding(finding::KeySkipped, State::NotApplicable);
        skipped.severity = Severity::Warning;
        skipped.actionOwner = ActionOwner::YouDecide;
        skipped.evidence = m_replacement->skipped()->detail;
        skipped.facts[QStringLiteral("reason")] = name(m_replacement->skipped()->kind);
        return skipped;
    }
    if (m_ending == Ending::NotReplaced)
        return finding(finding::KeysNotOnBehalf, State::NotApplicable);
    if (m_ending)
        return finding(finding::KeyReplaced, State::InPlace);
    if (old())
        return finding(finding::KeyToReplace, State::Drifted);
    // An empty place is no matter of a rotation.
    const QList<RecordedKey> keys = m_context.runState.account(m_slot.account).keys;
    const bool isHeld
        = std::any_of(keys.begin(), keys.end(), [&](const RecordedKey &key) { return key.label == m_slot.label; });
    return isHeld ? finding(finding::KeyReplaced, State::InPlace) : finding(finding::KeyMissing, State::NotApplicable);
}

QList<PlannedWrite> NewKeyStep::plannedWrites() const
{
    const AccountState account = m_context.runState.account(m_slot.account);
    const auto before = old();
    return { { StepId::NewKeys,
               account.userPrincipalName.value,
               account.id.value,
               QStringLiteral("fido2Methods"),
               before ? QJsonValue(QStringLiteral("%1 %2").arg(m_slot.label, before->serial).trimmed())
                      : QJsonValue(QJsonValue::Null),
               QStringLiteral("%1, another key").arg(m_slot.label),
               {} } };
}

Result<void> NewKeyStep::apply(std::stop_token stop, const StepProgress &)
{
    if (!m_replacement)
        m_replacement.emplace(m_context, m_slot, *old());
    const auto ending = m_replacement->run(stop);
    if (!ending)
        return fail(ending.error());
    m_ending = *ending;
    return {};
}

} // namespace bg
