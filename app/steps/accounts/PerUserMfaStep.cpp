// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/PerUserMfaStep.h"

#include "app/graph/AuthenticationMethods.h"
#include "app/model/FindingIds.h"

namespace bg {

Result<Finding> PerUserMfaStep::inspect(std::stop_token stop)
{
    const AccountState account = m_context.runState.account(m_index);
    Finding found;
    found.step = StepId::PerUserMfa;
    found.id = finding::PerUserMfaOff;
    found.requirements = { QStringLiteral("S22") };
    found.facts = { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value } };
    if (account.id.isEmpty() || account.isNew)
        return found; // new accounts begin without it

    const auto state = AuthenticationMethods(m_context.graph).perUserMfa(account.id, stop);
    if (!state && state.error().kind != Error::Kind::NotFound)
        return fail(state.error());
    if (!state) { // beta only, and not in every cloud
        found.id = finding::PerUserMfaUnknown;
        found.state = State::NotApplicable;
        found.severity = Severity::Note;
        return found;
    }
    m_state = *state;
    found.evidence = m_state;
    if (m_state == QLatin1String("disabled"))
        return found;
    found.id = finding::PerUserMfaOn;
    found.state = State::Drifted;
    found.severity = Severity::Warning;
    found.actionOwner = ActionOwner::WizardWillDo;
    found.facts[QStringLiteral("state")] = m_state;
    return found;
}

QList<PlannedWrite> PerUserMfaStep::plannedWrites() const
{
    const AccountState account = m_context.runState.account(m_index);
    return { { StepId::PerUserMfa,
               account.userPrincipalName.value,
               account.id.value,
               QStringLiteral("perUserMfaState"),
               m_state,
               QStringLiteral("disabled"),
               {} } };
}

Result<void> PerUserMfaStep::apply(std::stop_token stop, const StepProgress &)
{
    return AuthenticationMethods(m_context.graph).disablePerUserMfa(m_context.runState.account(m_index).id, stop);
}

} // namespace bg
