// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/ReportOnlyStep.h"

#include "app/base/Log.h"
#include "app/journal/PolicyEvents.h"
#include "app/model/FindingIds.h"
#include "app/steps/policies/PolicyUpdateRequest.h"

namespace bg {

Result<Finding> ReportOnlyStep::inspect(std::stop_token stop)
{
    const QList<PolicyId> &chosen = m_context.desired.reportOnly;
    Finding found;
    found.step = StepId::ReportOnly;
    found.id = finding::ReportOnlyDone;
    found.requirements = { QStringLiteral("S104"), QStringLiteral("S172") };
    m_on.clear();
    if (chosen.isEmpty()) {
        found.state = State::NotApplicable;
        return found;
    }
    const auto policies = ConditionalAccess(m_context.graph).list(ApiVersion::V1, stop);
    if (!policies)
        return fail(policies.error());
    for (const ConditionalAccessPolicy &policy : *policies)
        if (chosen.contains(policy.id) && policy.state == QLatin1String("enabled"))
            m_on.append(policy);
    found.facts = { { QStringLiteral("count"), int(m_on.size()) } };
    if (m_on.isEmpty())
        return found;
    found.id = finding::ReportOnlyToDo;
    found.state = State::Drifted;
    found.actionOwner = ActionOwner::WizardWillDo;
    return found;
}

QList<PlannedWrite> ReportOnlyStep::plannedWrites() const
{
    QList<PlannedWrite> writes;
    for (const ConditionalAccessPolicy &policy : m_on)
        writes.append({ StepId::ReportOnly, policy.displayName, policy.id.value, QStringLiteral("state"),
                        policy.state, reportOnlyState(), QStringLiteral("everybody") });
    return writes;
}

Result<void> ReportOnlyStep::apply(std::stop_token stop, const StepProgress &progress)
{
    int done = 0;
    const QList<ConditionalAccessPolicy> all = m_on;
    for (const ConditionalAccessPolicy &policy : all) {
        if (auto kept = m_context.journal->write(PolicyRelieved{ name(id()), policy.id, policy.displayName, policy.json });
            !kept)
            return kept;
        const QJsonObject body{ { QStringLiteral("state"), reportOnlyState() } };
        if (auto sent = sendPolicyChange(m_context.graph, policy.id, body, policy.seenIn, stop); !sent)
            return sent;
        qCInfo(logPlan, "policy %ls only reports now", qUtf16Printable(policy.id.value));
        Finding open;
        open.step = StepId::ReportOnly;
        open.id = finding::PolicyRelieved;
        open.state = State::Drifted;
        open.severity = Severity::Warning;
        open.actionOwner = ActionOwner::YouDecide;
        open.requirements = { QStringLiteral("S104"), QStringLiteral("S172") };
        open.facts = { { QStringLiteral("displayName"), policy.displayName },
                       { QStringLiteral("policyId"), policy.id.value } };
        m_context.runState.note(open, policy.id.value);
        progress(++done, int(all.size()));
    }
    return {};
}

} // namespace bg
