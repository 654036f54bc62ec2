// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/PolicyRestoreStep.h"

#include "app/base/Log.h"
#include "app/journal/PolicyEvents.h"
#include "app/model/FindingIds.h"
#include "app/steps/policies/PolicyUpdateRequest.h"

#include <algorithm>

namespace bg {

namespace {

Finding about(const PolicyVersion &former, QLatin1String id)
{
    Finding found;
    found.step = StepId::PolicyRestore;
    found.id = id;
    found.requirements = { QStringLiteral("S104"), QStringLiteral("S172") };
    found.facts = { { QStringLiteral("displayName"), former.displayName },
                    { QStringLiteral("policyId"), former.policy.value },
                    { QStringLiteral("until"), former.until.toString(Qt::ISODate) },
                    { QStringLiteral("changedBy"), former.changedBy } };
    return found;
}

} // namespace

Result<Finding> PolicyRestoreStep::inspect(std::stop_token stop)
{
    Finding found;
    found.step = StepId::PolicyRestore;
    found.id = finding::RestoreDone;
    found.requirements = { QStringLiteral("S104"), QStringLiteral("S172") };
    m_open.clear();
    if (m_context.desired.restored.isEmpty()) {
        found.state = State::NotApplicable;
        return found;
    }
    const auto policies = ConditionalAccess(m_context.graph).list(ApiVersion::V1, stop);
    if (!policies)
        return fail(policies.error());
    for (const PolicyVersion &former : m_context.desired.restored) {
        const auto now = std::find_if(policies->begin(), policies->end(),
                                      [&](const ConditionalAccessPolicy &one) { return one.id == former.policy; });
        if (now == policies->end() || m_refused.contains(former.policy))
            continue;
        const QJsonObject wanted = withExclusion(former.json, m_context.runState.groupId());
        const PolicyPatch patch = PolicyPatch::from(now->json, wanted);
        if (!patch.body.isEmpty())
            m_open.append({ *now, former, wanted, patch });
    }
    found.facts = { { QStringLiteral("count"), int(m_open.size()) } };
    if (m_open.isEmpty())
        return found;
    found.id = finding::RestoreToDo;
    found.state = State::Drifted;
    found.actionOwner = ActionOwner::WizardWillDo;
    return found;
}

QList<PlannedWrite> PolicyRestoreStep::plannedWrites() const
{
    QList<PlannedWrite> writes;
    for (const Open &open : m_open)
        for (const MemberChange &change : open.patch.changes)
            writes.append({ StepId::PolicyRestore, open.now.displayName, open.now.id.value, change.path, change.now,
                            change.then, QStringLiteral("everybody") });
    return writes;
}

Result<void> PolicyRestoreStep::apply(std::stop_token stop, const StepProgress &progress)
{
    int done = 0;
    const QList<Open> all = m_open;
    for (const Open &open : all) {
        if (auto restored = restore(open, stop); !restored)
            return restored;
        progress(++done, int(all.size()));
    }
    return {};
}

Result<void> PolicyRestoreStep::restore(const Open &open, std::stop_token stop)
{
    if (auto kept = m_context.journal->write(PolicyRestored{ name(id()), open.now.id, open.now.displayName,
                                                            m_context.runState.groupId(), open.patch.body,
                                                            open.now.json, open.wanted });
        !kept)
        return kept;
    const auto sent = sendPolicyChange(m_context.graph, open.now.id, open.patch.body, open.now.seenIn, stop);
    if (sent) {
        qCInfo(logPlan, "policy %ls is as it was before", qUtf16Printable(open.now.id.value));
        noteRestored(open);
        return {};
    }
    if (sent.error().kind != Error::Kind::Refused && sent.error().kind != Error::Kind::Conflict
        && sent.error().kind != Error::Kind::NotLicensed)
        return sent;
    // A group or a person that it named may be gone by now; it can still be told to report only.
    m_refused.insert(open.now.id);
    noteRefused(open, sent.error());
    return m_context.journal->write(PolicyNotRestored{ name(id()), open.now.id, sent.error().requestId });
}

void PolicyRestoreStep::noteRestored(const Open &open)
{
    Finding note = about(open.former, finding::PolicyRestored);
    note.state = State::InPlace;
    note.severity = Severity::Note;
    note.actionOwner = ActionOwner::Fine;
    note.evidence = open.patch.lines().join(QStringLiteral("; "));
    m_context.runState.note(note, open.now.id.value);
}

void PolicyRestoreStep::noteRefused(const Open &open, const Error &error)
{
    Finding note = about(open.former, finding::PolicyNotRestored);
    note.state = State::Drifted;
    note.severity = Severity::Warning;
    note.actionOwner = ActionOwner::YouDecide;
    note.evidence = QStringLiteral("%1 %2").arg(error.serviceCode, error.serviceMessage).trimmed();
    note.facts[QStringLiteral("serviceMessage")] = error.serviceMessage;
    m_context.runState.note(note, open.now.id.value);
}

} // namespace bg
