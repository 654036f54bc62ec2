// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/ConditionalAccess.h"
#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// The policies that somebody chose stop nobody any more: they only report. Nothing but their state is sent, the journal
// holds each as it was, and Undo switches it on again.
class ReportOnlyStep final : public Step {
public:
    explicit ReportOnlyStep(const StepContext &context) : m_context(context) { }

    StepId id() const override { return StepId::ReportOnly; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    StepContext m_context;
    QList<ConditionalAccessPolicy> m_on; // chosen, and still enforced
};

} // namespace bg
