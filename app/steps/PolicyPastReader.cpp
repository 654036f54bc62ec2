// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/PolicyPastReader.h"

#include "app/base/Log.h"
#include "app/graph/AuditLogs.h"
#include "app/steps/NamesReader.h"
#include "app/steps/PolicyPatch.h"
#include "app/steps/preflight/ReachOfPolicy.h"

#include <algorithm>

namespace bg {

namespace {

constexpr int daysKept = 30;
constexpr qsizetype mostOfOne = 5;

bool canBeRepaired(const ConditionalAccessPolicy &policy)
{
    const ReachOfPolicy reach = reachOf(policy.json);
    return reach.reachesPeople() && reach.mode == PolicyMode::Enforced;
}

FormerPolicy formerOf(const PolicyUpdate &update)
{
    return { update.policy, update.before.displayName, update.when, update.initiatorName, update.before.json, {} };
}

} // namespace

Result<PolicyPast> PolicyPastReader::read(std::stop_token stop)
{
    const auto policies = ConditionalAccess(m_graph).list(ApiVersion::V1, stop);
    if (!policies)
        return fail(policies.error());
    PolicyPast past;
    QList<FormerPolicy> all;
    const auto log = AuditLogs(m_graph).policyUpdates(m_clock.utcNow().addDays(-daysKept), stop);
    if (!log && log.error().isCancelled())
        return fail(log.error());
    past.isLogRead = log.has_value();
    if (log)
        std::transform(log->begin(), log->end(), std::back_inserter(all), formerOf);
    else
        qCWarning(logPlan, "the audit log could not be read: %ls", qUtf16Printable(name(log.error().kind)));
    all += m_history.formerPolicies;
    std::stable_sort(all.begin(), all.end(),
                     [](const FormerPolicy &a, const FormerPolicy &b) { return a.until > b.until; });
    for (const ConditionalAccessPolicy &policy : *policies) {
        if (!canBeRepaired(policy))
            continue;
        QJsonObject newer = policy.json;
        qsizetype taken = 0;
        for (FormerPolicy former : std::as_const(all)) {
            if (former.policy != policy.id || taken == mostOfOne)
                continue;
            former.json = withExclusion(former.json, m_group);
            const PolicyPatch fromNow = PolicyPatch::from(policy.json, former.json);
            if (fromNow.body.isEmpty() || PolicyPatch::from(newer, former.json).body.isEmpty())
                continue;
            former.differences = fromNow.changes;
            newer = former.json;
            past.policies.append(former);
            ++taken;
        }
    }
    std::stable_sort(past.policies.begin(), past.policies.end(),
                     [](const FormerPolicy &a, const FormerPolicy &b) { return a.until > b.until; });
    QList<MemberChange> differences;
    for (const FormerPolicy &former : std::as_const(past.policies))
        differences += former.differences;
    const auto names = NamesReader(m_graph).read(differences, stop);
    if (!names)
        return fail(names.error());
    past.names = *names;
    return past;
}

} // namespace bg
