// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/ConditionalAccess.h"
#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

#include <optional>

namespace bg {

// One policy for the emergency accounts alone: sign in with something that resists phishing. Made report-only first,
// switched on only after the keys were proven. Optional.
class GuardPolicyStep final : public Step {
public:
    explicit GuardPolicyStep(const StepContext &context) : m_context(context) { }

    StepId id() const override { return StepId::GuardPolicy; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    Result<std::optional<ConditionalAccessPolicy>> find(std::stop_token stop);
    bool areKeysThere() const;

    StepContext m_context;
    std::optional<ConditionalAccessPolicy> m_seen;
};

} // namespace bg
