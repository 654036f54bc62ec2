// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/AuditedWrites.h"

#include "app/base/Log.h"
#include "app/plan/FindingIds.h"
#include "app/plan/Step.h"
#include "app/steps/PolicyChangeWrite.h"

#include <algorithm>

namespace bg {

namespace {

// The log keeps thirty days, seven without a licence.
constexpr int daysKept = 30;
// Our clock against the service's.
constexpr int secondsApart = 600;

} // namespace

Result<void> AuditedWrites::look(std::stop_token stop)
{
    const QDateTime oldest = m_context.clock.utcNow().addDays(-daysKept);
    m_open.removeIf([&](const PolicyWrite &write) { return write.sent.isEmpty() || write.when < oldest; });
    if (m_open.isEmpty())
        return {};
    const QDateTime since
        = std::min_element(m_open.begin(), m_open.end(), [](const PolicyWrite &a, const PolicyWrite &b) {
              return a.when < b.when;
          })->when;
    const auto log = AuditLogs(m_context.graph).policyUpdates(since.addSecs(-secondsApart), stop);
    if (!log) {
        if (log.error().isCancelled())
            return fail(log.error());
        qCWarning(logPlan, "the audit log could not be read: %ls", qUtf16Printable(name(log.error().kind)));
        return {};
    }
    QJsonArray found;
    m_open.removeIf([&](const PolicyWrite &write) {
        const auto edit = OverwrittenEdit::of(write, *log);
        if (edit && !edit->isEmpty())
            m_edits.append(*edit);
        const bool isClosed = edit && edit->isEmpty();
        if (isClosed)
            found.append(write.policy.value);
        return edit.has_value();
    });
    if (found.isEmpty() || !m_context.journal)
        return {};
    return m_context.journal->write(QStringLiteral("policiesAudited"), { { QStringLiteral("policyIds"), found } });
}

Result<QList<OverwrittenEdit>> AuditedWrites::amiss(const QList<ConditionalAccessPolicy> &now)
{
    QList<OverwrittenEdit> left;
    QList<PolicyId> mended;
    for (const OverwrittenEdit &edit : std::as_const(m_edits)) {
        const auto policy = std::find_if(now.begin(), now.end(),
                                         [&](const ConditionalAccessPolicy &one) { return one.id == edit.policy; });
        const OverwrittenEdit open = policy == now.end() ? OverwrittenEdit() : edit.leftIn(policy->excludeGroups);
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

Result<void> AuditedWrites::close(const PolicyId &policy)
{
    m_edits.removeIf([&](const OverwrittenEdit &edit) { return edit.policy == policy; });
    if (!m_context.journal)
        return {};
    return m_context.journal->write(QStringLiteral("policiesAudited"),
                                    { { QStringLiteral("policyIds"), QJsonArray{ policy.value } } });
}

Result<void> AuditedWrites::putBackAll(std::stop_token stop)
{
    const QList<OverwrittenEdit> edits = m_edits;
    for (const OverwrittenEdit &edit : edits) {
        if (auto back = putBack(edit, stop); !back)
            return back;
        if (auto closed = close(edit.policy); !closed)
            return closed;
    }
    return {};
}

Result<void> AuditedWrites::putBack(const OverwrittenEdit &edit, std::stop_token stop)
{
    ConditionalAccess access(m_context.graph);
    const auto now = access.byId(edit.policy, ApiVersion::V1, stop);
    if (!now)
        return now.error().kind == Error::Kind::NotFound ? Result<void>() : fail(now.error());
    const OverwrittenEdit left = edit.leftIn(now->excludeGroups);
    if (left.isEmpty())
        return {};
    const ExcludeGroups change{ edit.policy, left.mended(now->excludeGroups) };
    if (auto kept = m_context.journal->write(QStringLiteral("editPutBack"),
                                             { { QStringLiteral("step"), name(StepId::Exclusions) },
                                               { QStringLiteral("policyId"), edit.policy.value },
                                               { QStringLiteral("displayName"), edit.displayName },
                                               { QStringLiteral("lost"), jsonOf(left.lost) },
                                               { QStringLiteral("returned"), jsonOf(left.returned) },
                                               { QStringLiteral("before"), now->json } });
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
    told.bearing = Bearing::YouDecide;
    told.facts = { { QStringLiteral("displayName"), edit.displayName },
                   { QStringLiteral("policyId"), edit.policy.value },
                   { QStringLiteral("groups"), jsonOf(left.lost + left.returned) } };
    m_context.ledger.note(told, edit.policy.value);
    return {};
}

} // namespace bg
