// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/incident/UnknownAuthMethodsStep.h"

#include "app/base/Log.h"
#include "app/graph/AuthenticationMethods.h"
#include "app/journal/AccountEvents.h"
#include "app/model/FindingIds.h"

#include <algorithm>

namespace bg {

Result<Finding> UnknownAuthMethodsStep::inspect(std::stop_token stop)
{
    const AccountState account = m_context.runState.account(m_index);
    Finding found;
    found.step = StepId::UnknownAuthMethods;
    found.id = finding::UnknownAuthMethodsGone;
    found.facts = { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value } };
    found.requirements = { QStringLiteral("S11"), QStringLiteral("S182") };
    m_left.clear();
    QList<UnknownAuthMethod> chosen;
    for (const UnknownAuthMethod &method : m_context.desired.signIns.methods)
        if (method.account == account.id && method.isToGo && method.canGo()
            && !m_context.history.hasRegistered(account.id, method.id))
            chosen.append(method);
    if (chosen.isEmpty()) {
        found.state = State::NotApplicable;
        return found;
    }
    const auto listed = AuthenticationMethods(m_context.graph).fido2Methods(account.id, stop);
    if (!listed)
        return fail(listed.error());
    for (const UnknownAuthMethod &method : chosen)
        if (std::any_of(listed->begin(), listed->end(), [&](const Fido2Method &one) { return one.id == method.id; }))
            m_left.append(method);
    if (m_left.isEmpty())
        return found;
    found.id = finding::UnknownAuthMethodsToGo;
    found.state = State::Drifted;
    found.actionOwner = ActionOwner::WizardWillDo;
    found.facts[QStringLiteral("count")] = int(m_left.size());
    return found;
}

QList<PlannedWrite> UnknownAuthMethodsStep::plannedWrites() const
{
    const AccountState account = m_context.runState.account(m_index);
    QList<PlannedWrite> writes;
    for (const UnknownAuthMethod &method : m_left)
        writes.append({ StepId::UnknownAuthMethods,
                        account.userPrincipalName.value,
                        account.id.value,
                        QStringLiteral("fido2Methods"),
                        method.displayName.isEmpty() ? method.id : method.displayName,
                        QJsonValue::Null,
                        {} });
    return writes;
}

Result<void> UnknownAuthMethodsStep::apply(std::stop_token stop, const StepProgress &)
{
    const AccountState account = m_context.runState.account(m_index);
    for (const UnknownAuthMethod &method : std::as_const(m_left)) {
        if (auto told = m_context.journal->write(StrangeMethodBegun{ name(id()), subject(), method.toJson() });
            !told)
            return told;
        if (auto gone = AuthenticationMethods(m_context.graph).removePasskey(account.id, method.id, stop); !gone)
            return gone;
        qCInfo(logPlan, "a key of a stranger taken from %ls", qUtf16Printable(account.id.value));
    }
    return {};
}

} // namespace bg
