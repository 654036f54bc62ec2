// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/ConditionalAccess.h"
#include "app/reconcile/Step.h"
#include "app/steps/policies/LostUpdateDetection.h"
#include "app/steps/policies/PolicyListing.h"
#include "app/steps/policies/PolicyRefusal.h"
#include "app/steps/StepContext.h"
#include "app/steps/policies/ExclusionRule.h"

#include <map>
#include <optional>
#include <set>

namespace bg {

// The group is excluded from every Conditional Access policy that can reach a person, in whatever state (S23, S50, S51,
// S133). Costs one list, one PATCH per policy that lacks it, one look into the audit log and one list to verify; only
// excludeGroups is ever sent, and all the rest of each policy is compared before and after.
class ExclusionsStep final : public Step {
public:
    explicit ExclusionsStep(const StepContext &context)
        : m_context(context), m_listing(context.graph, context.clock, mayBetaShowMore(context.tenant)),
          m_wanted(context), m_audited(context)
    { }

    StepId id() const override { return StepId::Exclusions; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    static bool mayBetaShowMore(const TenantFacts &tenant);
    Result<void> list(std::stop_token stop);
    void compare();
    bool needsUs(const ConditionalAccessPolicy &policy) const;
    Result<void> exclude(const PolicyId &policy, std::stop_token stop);
    Result<void> patch(const ConditionalAccessPolicy &policy, const QList<ObjectId> &groups, std::stop_token stop);
    Result<void> refuse(const ConditionalAccessPolicy &policy, const Error &error);
    Finding lostUpdates() const;
    QList<RecordedPolicy> recorded() const;
    Finding finding(QLatin1String id, State state, Severity severity) const;

    StepContext m_context;
    PolicyListing m_listing;
    ExclusionRule m_wanted;
    LostUpdateDetection m_audited;
    bool m_isLogRead = false;
    QList<LostUpdate> m_lostUpdates; // and not put back yet
    std::map<PolicyId, QJsonObject> m_before; // as it was read last before our change
    std::map<PolicyId, PolicyRefusal> m_refused;
    std::optional<Error> m_refusedLast; // about licence or permission
    int m_sameRefusal = 0; // times in a row that it was the answer
    std::set<PolicyId> m_sent; // whose exclusion the service took in this run
    bool m_groupIsKnown = false; // Conditional Access took it once
};

} // namespace bg
