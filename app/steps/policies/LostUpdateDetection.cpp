// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/LostUpdateDetection.h"

#include "app/base/Log.h"
#include "app/journal/PolicyEvents.h"
#include "app/model/FindingIds.h"
#include "app/reconcile/Step.h"
#include "app/steps/policies/PolicyUpdateRequest.h"

#include <algorithm>

namespace bg {

namespace {

// The log keeps thirty days, seven without a licence.
constexpr int auditDaysKept = 30;
// Our clock against the service's.
constexpr int secondsApart = 600;

} // namespace

Result<void> LostUpdateDetection::look(std::stop_token stop)
{
    const QDateTime oldest = m_context.clock.utcNow().addDays(-auditDaysKept);
    m_open.removeIf([&](const ExclusionWrite &write) { return write.sent.isEmpty() || write.when < oldest; });
    if (m_open.isEmpty())
        return {};
    const QDateTime since
        = std::min_element(m_open.begin(), m_open.end(), [](const ExclusionWrite &a, const ExclusionWrite &b) {
              return a.when < b.when;
          })->when;
    const auto log = AuditLogs(m_context.graph).policyUpdates(since.addSecs(-secondsApart), stop);
    if (!log) {
        if (log.error().isCancelled())
            return fail(log.error());
        qCWarning(logPlan, "the audit log could not be read: %ls", qUtf16Printable(name(log.error().kind)));
        return {};
    }
    QList<PolicyId> found;
    m_open.removeIf([&](const ExclusionWrite &write) {
        const auto edit = LostUpdate::of(write, *log);
        if (edit && !edit->isEmpty())
            m_edits.append(*edit);
        const bool isClosed = edit && edit->isEmpty();
        if (isClosed)
            found.append(write.policy);
        return edit.has_value();
    });
    if (found.isEmpty() || !m_context.journal)
        return {};
    return m_context.journal->write(PoliciesAudited{ found });
}

Result<QList<LostUpdate>> LostUpdateDetection::amiss(const QList<ConditionalAccessPolicy> &now)
{
    QList<LostUpdate> left;
    QList<PolicyId> mended;
    for (const LostUpdate &edit : std::as_const(m_edits)) {
        const auto policy = std::find_if(now.begin(), now.end(),
                                         [&](const ConditionalAccessPolicy &one) { return one.id == edit.policy; });
        const LostUpdate open = policy == now.end() ? LostUpdate() : edit.leftIn(policy->excludeGroups);
        if (open.isEmpty())
            mended.append(edit.policy);
        else
            left.append(open);
    }
    for (const PolicyId &policy : mended)
        if (auto closed = close(policy); !closed)
            return fail(closed.error());
    return left;
}

Result<void> LostUpdateDetection::close(const PolicyId &policy)
{
    m_edits.removeIf([&](const LostUpdate &edit) { return edit.policy == policy; });
    if (!m_context.journal)
        return {};
    return m_context.journal->write(PoliciesAudited{ { policy } });
}

Result<void> LostUpdateDetection::putBackAll(std::stop_token stop)
{
    const QList<LostUpdate> edits = m_edits;
    for (const LostUpdate &edit : edits) {
        if (auto back = putBack(edit, stop); !back)
            return back;
        if (auto closed = close(edit.policy); !closed)
            return closed;
    }
    return {};
}

Result<void> LostUpdateDetection::putBack(const LostUpdate &edit, std::stop_token stop)
{
    ConditionalAccess access(m_context.graph);
    const auto now = access.byId(edit.policy, ApiVersion::V1, stop);
    if (!now)
        return now.error().kind == Error::Kind::NotFound ? Result<void>() : fail(now.error());
    const LostUpdate left = edit.leftIn(now->excludeGroups);
    if (left.isEmpty())
        return {};
    const ExcludeGroups change{ edit.policy, left.mended(now->excludeGroups) };
    if (auto kept = m_context.journal->write(EditPutBack{ name(StepId::Exclusions), edit.policy, edit.displayName, left.lost,
                                                         left.returned, now->json });
        !kept)
        return kept;
    if (auto sent = sendPolicyChange(m_context.graph, change.policy, change.toJson(), ApiVersion::V1, stop); !sent)
        return sent;
    const auto after = access.byId(edit.policy, ApiVersion::V1, stop);
    if (!after)
        return fail(after.error());
    if (!left.leftIn(after->excludeGroups).isEmpty())
        return fail(Error::Kind::ChangedMeanwhile, edit.displayName);
    Finding told;
    told.id = finding::EditPutBack;
    told.step = StepId::Exclusions;
    told.state = State::InPlace;
    told.severity = Severity::Advice;
    told.actionOwner = ActionOwner::YouDecide;
    told.facts = { { QStringLiteral("displayName"), edit.displayName },
                   { QStringLiteral("policyId"), edit.policy.value },
                   { QStringLiteral("groups"), jsonOf(left.lost + left.returned) } };
    m_context.runState.note(told, edit.policy.value);
    return {};
}

} // namespace bg
