// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/ExclusionsStep.h"

#include "app/base/Log.h"
#include "app/journal/PolicyEvents.h"
#include "app/model/FindingIds.h"
#include "app/steps/policies/PolicyDifference.h"
#include "app/steps/policies/PolicyUpdateRequest.h"
#include "app/steps/preflight/ReachOfPolicy.h"

#include <QJsonArray>

#include <utility>

namespace bg {

using namespace std::chrono_literals;

// So many policies in a row that get the same answer about licence or permission: no other is asked.
constexpr int refusalsOfTheTenant = 3;

Finding ExclusionsStep::finding(QLatin1String id, State state, Severity severity) const
{
    Finding found;
    found.id = id;
    found.step = StepId::Exclusions;
    found.state = state;
    found.severity = severity;
    found.actionOwner = state == State::Missing ? ActionOwner::WizardWillDo : ActionOwner::Fine;
    found.requirements = { QStringLiteral("S23"), QStringLiteral("S50"), QStringLiteral("S51"), QStringLiteral("S68"),
                           QStringLiteral("S133") };
    return found;
}

// Preflight has looked already whether beta shows more.
bool ExclusionsStep::mayBetaShowMore(const TenantFacts &tenant)
{
    for (const Finding &seen : tenant.findings)
        if (seen.id == QLatin1String("policies.seen"))
            return seen.facts[QStringLiteral("betaOnly")].toInt(1) > 0 || seen.facts[QStringLiteral("agent")].toInt() > 0;
    return true;
}

Result<void> ExclusionsStep::list(std::stop_token stop)
{
    if (auto read = m_listing.readAll(stop); !read)
        return read;
    QList<QJsonObject> all;
    for (const ConditionalAccessPolicy &policy : m_listing.all()) {
        all.append(policy.json);
        if (policy.seenIn != ApiVersion::Beta)
            continue;
        Finding note = finding(finding::PolicyOnlyInBeta, State::InPlace, Severity::Note);
        note.facts = { { QStringLiteral("displayName"), policy.displayName },
                       { QStringLiteral("policyId"), policy.id.value } };
        m_context.runState.note(note, policy.id.value);
    }
    m_context.runState.setListedPolicies(all);
    return {};
}

bool ExclusionsStep::needsUs(const ConditionalAccessPolicy &policy) const
{
    return m_wanted.isLacking(policy) && !m_refused.contains(policy.id);
}

Result<Finding> ExclusionsStep::inspect(std::stop_token stop)
{
    if (m_context.tenant.licence == Licence::Free)
        return finding(finding::ExclusionsNoLicence, State::NotApplicable, Severity::Note);
    if (auto listed = list(stop); !listed)
        return fail(listed.error());
    compare();
    if (!std::exchange(m_isLogRead, true)) // of what earlier runs wrote
        if (auto looked = m_audited.look(stop); !looked)
            return fail(looked.error());
    auto amiss = m_audited.amiss(m_listing.all());
    if (!amiss)
        return fail(amiss.error());
    m_lostUpdates = std::move(*amiss);
    m_context.runState.setPolicies(recorded());

    int missing = 0, refused = 0, refusedBefore = 0, total = 0, skipped = 0, reached = 0;
    for (const ConditionalAccessPolicy &policy : m_listing.all()) {
        (reachOf(policy.json).reachesPeople() ? total : skipped) += 1;
        missing += needsUs(policy) ? 1 : 0;
        reached += m_wanted.reachesAccounts(policy) ? 1 : 0;
        refused += m_wanted.isLacking(policy) && m_refused.contains(policy.id) ? 1 : 0;
        refusedBefore += needsUs(policy) && wasRefusedBefore(m_context.history, policy.id) ? 1 : 0;
    }
    if (missing == 0 && reached == 0 && m_refused.empty())
        m_context.runState.setPoliciesVerified(m_context.clock.now());
    const QJsonObject facts{ { QStringLiteral("missing"), missing },
                             { QStringLiteral("total"), total },
                             { QStringLiteral("skipped"), skipped },
                             { QStringLiteral("failed"), refused },
                             { QStringLiteral("reached"), reached } };
    Finding found = missing > 0 ? finding(finding::ExclusionsMissing, State::Missing, Severity::Warning)
        : refused > 0           ? finding(finding::ExclusionsRefused, State::NotApplicable, Severity::Warning)
        : reached > 0           ? finding(finding::ExclusionsWithoutMembers, State::NotApplicable, Severity::Warning)
                                : finding(finding::ExclusionsInPlace, State::InPlace, Severity::Fine);
    // What the service refused to an earlier run is not promised as a repair; a run asks again all the same.
    if (refused > 0 || (missing > 0 && refusedBefore == missing))
        found.actionOwner = ActionOwner::YouDecide;
    found.facts = facts;
    found.evidence = QStringLiteral("%1 of %2 policies lack the group").arg(missing + refused).arg(total);
    return m_lostUpdates.isEmpty() ? found : lostUpdates();
}

Finding ExclusionsStep::lostUpdates() const
{
    QStringList policies;
    QList<ObjectId> groups;
    for (const LostUpdate &edit : m_lostUpdates) {
        policies.append(edit.displayName);
        for (const ObjectId &group : edit.lost + edit.returned)
            if (!groups.contains(group))
                groups.append(group);
    }
    Finding found = finding(finding::UpdateLost, State::Drifted, Severity::Warning);
    found.actionOwner = ActionOwner::WizardWillDo;
    found.evidence = policies.join(QStringLiteral(", "));
    found.facts = { { QStringLiteral("policies"), QJsonArray::fromStringList(policies) },
                    { QStringLiteral("groups"), jsonOf(groups) } };
    return found;
}

QList<PlannedWrite> ExclusionsStep::plannedWrites() const
{
    QList<PlannedWrite> writes;
    const ObjectId group = m_context.runState.groupId();
    const QString ours = group.isEmpty() ? m_context.desired.exclusionGroup : group.value;
    for (const ConditionalAccessPolicy &policy : m_listing.all()) {
        if (!needsUs(policy))
            continue;
        QJsonArray after = jsonOf(m_wanted.withoutOurDeadGroup(policy).excludeGroups);
        after.append(ours);
        writes.append({ StepId::Exclusions,
                        policy.displayName,
                        policy.id.value,
                        QStringLiteral("excludeGroups"),
                        jsonOf(policy.excludeGroups),
                        after,
                        {} });
    }
    for (const LostUpdate &edit : m_lostUpdates)
        for (const ConditionalAccessPolicy &policy : m_listing.all())
            if (policy.id == edit.policy)
                writes.append({ StepId::Exclusions,
                                policy.displayName,
                                policy.id.value,
                                QStringLiteral("excludeGroups"),
                                jsonOf(policy.excludeGroups),
                                jsonOf(edit.mended(policy.excludeGroups)),
                                {} });
    return writes;
}

Result<void> ExclusionsStep::apply(std::stop_token stop, const StepProgress &progress)
{
    QList<PolicyId> work;
    for (const ConditionalAccessPolicy &policy : m_listing.all())
        if (needsUs(policy))
            work.append(policy.id);
    int done = 0;
    for (const PolicyId &policy : work) {
        progress(done++, int(work.size()));
        if (auto excluded = exclude(policy, stop); !excluded) {
            m_context.runState.setPolicies(recorded()); // what was changed until here, whatever ends the run
            return excluded;
        }
    }
    progress(done, int(work.size()));
    // Ours are in; what somebody else lost by it comes after, so that no list is sent over theirs once more.
    if (!work.isEmpty())
        if (auto looked = m_audited.look(stop); !looked)
            return looked;
    return m_audited.putBackAll(stop);
}

Result<void> ExclusionsStep::exclude(const PolicyId &id, std::stop_token stop)
{
    const auto recent = m_listing.recent(id, stop);
    if (!recent)
        return fail(recent.error());
    const std::optional<ConditionalAccessPolicy> &policy = *recent;
    if (!policy || !needsUs(*policy))
        return {}; // deleted meanwhile, or somebody else did it
    if (m_sameRefusal >= refusalsOfTheTenant)
        return refuse(*policy, *m_refusedLast);
    const ExclusionWrite write = m_wanted.writeTo(*policy);
    if (auto kept = m_context.journal->write(PolicyBefore{ name(StepId::Exclusions), id, policy->displayName,
                                                          m_context.runState.groupId(),
                                                          m_context.runState.groupName(), write.sent, write.dropped,
                                                          policy->json });
        !kept)
        return kept;
    m_before.insert_or_assign(id, m_wanted.withoutOurDeadGroup(*policy).json);
    const auto patched = patch(*policy, write.sent, stop);
    if (patched) {
        m_groupIsKnown = true;
        m_sameRefusal = 0;
        m_sent.insert(id);
        m_audited.add(write);
        qCInfo(logPlan, "policy %ls: group excluded", qUtf16Printable(id.value));
        return {};
    }
    switch (patched.error().kind) {
    case Error::Kind::NotLicensed:
    case Error::Kind::Forbidden:
        // One such answer may be about this policy only; several in a row are about the tenant or the operator.
        m_before.erase(id);
        m_sameRefusal = m_refusedLast && m_refusedLast->kind == patched.error().kind ? m_sameRefusal + 1 : 1;
        m_refusedLast = patched.error();
        if (m_sameRefusal >= refusalsOfTheTenant && patched.error().kind == Error::Kind::Forbidden)
            return patched;
        return refuse(*policy, patched.error());
    case Error::Kind::Refused:
    case Error::Kind::Conflict:
        m_before.erase(id);
        m_sameRefusal = 0;
        return refuse(*policy, patched.error());
    case Error::Kind::NotFound: // deleted since the list was read; the list to verify tells
        m_before.erase(id);
        return {};
    default:
        return patched;
    }
}

Result<void> ExclusionsStep::patch(const ConditionalAccessPolicy &policy, const QList<ObjectId> &groups,
                                   std::stop_token stop)
{
    const QJsonObject body = ExcludeGroups{ policy.id, groups }.toJson();
    const auto send = [&](std::stop_token token) {
        return sendPolicyChange(m_context.graph, policy.id, body, policy.seenIn, token);
    };
    auto sent = send(stop);
    // Conditional Access learns of a new group later than the directory, and then refuses the whole PATCH. Nothing else
    // tells this apart from other refusals, so the first policies are asked again for a while.
    for (const std::chrono::seconds pause : { 2s, 3s, 5s, 10s, 10s, 15s, 15s }) {
        const bool mayBeLate = !sent && !m_groupIsKnown && !PolicyRefusal::isAboutThePolicy(sent.error().serviceCode)
            && reachOf(policy.json).cannotBeEdited.isEmpty()
            && (sent.error().kind == Error::Kind::Refused || sent.error().kind == Error::Kind::NotFound);
        if (!mayBeLate)
            break;
        if (!m_context.clock.sleep(pause, stop))
            return fail(Error::Kind::Cancelled);
        sent = send(stop);
    }
    return sent;
}

Result<void> ExclusionsStep::refuse(const ConditionalAccessPolicy &policy, const Error &error)
{
    const PolicyRefusal refusal = PolicyRefusal::of(error, policy);
    m_refused.insert_or_assign(policy.id, refusal);
    Finding note = finding(finding::PolicyNotEdited, State::Missing, Severity::Warning);
    note.actionOwner = ActionOwner::YouDecide;
    note.evidence = QStringLiteral("%1 %2").arg(refusal.serviceCode, refusal.serviceMessage).trimmed();
    note.facts = { { QStringLiteral("displayName"), policy.displayName },
                   { QStringLiteral("policyId"), policy.id.value },
                   { QStringLiteral("serviceCode"), refusal.serviceCode },
                   { QStringLiteral("serviceMessage"), refusal.serviceMessage },
                   { QStringLiteral("reason"), refusal.reason } };
    m_context.runState.note(note, policy.id.value);
    return m_context.journal->write(PolicyRefused{ name(StepId::Exclusions), policy.id, error.requestId, note.toJson() });
}

// What we changed must differ in our exclusion only.
void ExclusionsStep::compare()
{
    for (const ConditionalAccessPolicy &policy : m_listing.all()) {
        const auto before = m_before.find(policy.id);
        if (before == m_before.end() || !m_wanted.isIn(policy))
            continue;
        const QStringList differences = differencesBeside(before->second, policy.json, m_context.runState.groupId());
        if (differences.isEmpty())
            continue;
        Finding note = finding(finding::PolicyChangedBeside, State::Drifted, Severity::Warning);
        note.actionOwner = ActionOwner::YouDecide;
        note.evidence = differences.join(QStringLiteral("; "));
        note.facts = { { QStringLiteral("displayName"), policy.displayName },
                       { QStringLiteral("policyId"), policy.id.value },
                       { QStringLiteral("differences"), QJsonArray::fromStringList(differences) } };
        m_context.runState.note(note, policy.id.value);
    }
}

QList<RecordedPolicy> ExclusionsStep::recorded() const
{
    QList<RecordedPolicy> all;
    for (const ConditionalAccessPolicy &policy : m_listing.all()) {
        RecordedPolicy one{ policy.id.value, policy.displayName, policy.state, {}, {} };
        const auto refused = m_refused.find(policy.id);
        const PolicyAudience audience = reachOf(policy.json).audience;
        if (audience != PolicyAudience::People) {
            one.outcome = QStringLiteral("skipped");
            one.reason = audience == PolicyAudience::Agents ? QStringLiteral("agents") : QStringLiteral("workloads");
        } else if (m_wanted.isGuard(policy)) {
            one.outcome = QStringLiteral("skipped");
            one.reason = QStringLiteral("guard");
        } else if (m_wanted.isIn(policy)) {
            one.outcome = m_before.contains(policy.id) ? QStringLiteral("excluded") : QStringLiteral("already");
        } else if (refused != m_refused.end()) {
            one.outcome = QStringLiteral("failed");
            one.reason = refused->second.text();
        } else if (m_sent.contains(policy.id)) { // the service took it, and no list was read since
            one.outcome = QStringLiteral("excluded");
            one.reason = QStringLiteral("notReadBack");
        } else {
            one.outcome = QStringLiteral("failed");
            one.reason = QStringLiteral("notYet");
        }
        all.append(one);
    }
    return all;
}

} // namespace bg
