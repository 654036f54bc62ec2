// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/PolicyHistoryReader.h"

#include "app/base/Log.h"
#include "app/graph/AuditLogs.h"
#include "app/steps/policies/NamesReader.h"
#include "app/steps/policies/PolicyPatch.h"
#include "app/steps/preflight/ReachOfPolicy.h"

#include <algorithm>

namespace bg {

namespace {

constexpr int policyDaysKept = 30;
constexpr qsizetype mostOfOne = 5;

bool canBeRepaired(const ConditionalAccessPolicy &policy)
{
    const ReachOfPolicy reach = reachOf(policy.json);
    return reach.reachesPeople() && reach.mode == PolicyMode::Enforced;
}

PolicyVersion formerOf(const PolicyUpdate &update)
{
    return { update.policy, update.before.displayName, update.when, update.initiatorName, update.before.json, {} };
}

} // namespace

Result<PolicyHistory> PolicyHistoryReader::read(std::stop_token stop)
{
    const auto policies = ConditionalAccess(m_graph).list(ApiVersion::V1, stop);
    if (!policies)
        return fail(policies.error());
    PolicyHistory policyHistory;
    QList<PolicyVersion> all;
    const auto log = AuditLogs(m_graph).policyUpdates(m_clock.utcNow().addDays(-policyDaysKept), stop);
    if (!log && log.error().isCancelled())
        return fail(log.error());
    policyHistory.isLogRead = log.has_value();
    if (log)
        std::transform(log->begin(), log->end(), std::back_inserter(all), formerOf);
    else
        qCWarning(logPlan, "the audit log could not be read: %ls", qUtf16Printable(name(log.error().kind)));
    all += m_history.policyVersions;
    std::stable_sort(all.begin(), all.end(),
                     [](const PolicyVersion &a, const PolicyVersion &b) { return a.until > b.until; });
    for (const ConditionalAccessPolicy &policy : *policies) {
        if (!canBeRepaired(policy))
            continue;
        QJsonObject newer = policy.json;
        qsizetype taken = 0;
        for (PolicyVersion former : std::as_const(all)) {
            if (former.policy != policy.id || taken == mostOfOne)
                continue;
            former.json = withExclusion(former.json, m_group);
            const PolicyPatch fromNow = PolicyPatch::from(policy.json, former.json);
            if (fromNow.body.isEmpty() || PolicyPatch::from(newer, former.json).body.isEmpty())
                continue;
            former.differences = fromNow.changes;
            newer = former.json;
            policyHistory.policies.append(former);
            ++taken;
        }
    }
    std::stable_sort(policyHistory.policies.begin(), policyHistory.policies.end(),
                     [](const PolicyVersion &a, const PolicyVersion &b) { return a.until > b.until; });
    QList<MemberChange> differences;
    for (const PolicyVersion &former : std::as_const(policyHistory.policies))
        differences += former.differences;
    const auto names = NamesReader(m_graph).read(differences, stop);
    if (!names)
        return fail(names.error());
    policyHistory.names = *names;
    return policyHistory;
}

} // namespace bg
