// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/StrangeMethodsStep.h"

#include "app/base/Log.h"
#include "app/graph/AuthenticationMethods.h"
#include "app/plan/FindingIds.h"

#include <algorithm>

namespace bg {

Result<Finding> StrangeMethodsStep::inspect(std::stop_token stop)
{
    const LedgerAccount account = m_context.ledger.account(m_index);
    Finding found;
    found.step = StepId::StrangeMethods;
    found.id = finding::StrangeMethodsGone;
    found.facts = { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value } };
    found.requirements = { QStringLiteral("S11"), QStringLiteral("S182") };
    m_left.clear();
    QList<StrangeMethod> chosen;
    for (const StrangeMethod &method : m_context.desired.uses.methods)
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
    for (const StrangeMethod &method : chosen)
        if (std::any_of(listed->begin(), listed->end(), [&](const Fido2Method &one) { return one.id == method.id; }))
            m_left.append(method);
    if (m_left.isEmpty())
        return found;
    found.id = finding::StrangeMethodsToGo;
    found.state = State::Drifted;
    found.bearing = Bearing::WizardWillDo;
    found.facts[QStringLiteral("count")] = int(m_left.size());
    return found;
}

QList<PlannedWrite> StrangeMethodsStep::plannedWrites() const
{
    const LedgerAccount account = m_context.ledger.account(m_index);
    QList<PlannedWrite> writes;
    for (const StrangeMethod &method : m_left)
        writes.append({ StepId::StrangeMethods,
                        account.userPrincipalName.value,
                        account.id.value,
                        QStringLiteral("fido2Methods"),
                        method.displayName.isEmpty() ? method.id : method.displayName,
                        QJsonValue::Null,
                        {} });
    return writes;
}

Result<void> StrangeMethodsStep::apply(std::stop_token stop, const StepProgress &)
{
    const LedgerAccount account = m_context.ledger.account(m_index);
    for (const StrangeMethod &method : std::as_const(m_left)) {
        if (auto told = m_context.journal->write(QStringLiteral("strangeMethodBegun"),
                                                 { { QStringLiteral("step"), name(id()) },
                                                   { QStringLiteral("subject"), subject() },
                                                   { QStringLiteral("method"), method.toJson() } });
            !told)
            return told;
        if (auto gone = AuthenticationMethods(m_context.graph).removePasskey(account.id, method.id, stop); !gone)
            return gone;
        qCInfo(logPlan, "a key of a stranger taken from %ls", qUtf16Printable(account.id.value));
    }
    return {};
}

} // namespace bg
