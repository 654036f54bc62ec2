// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// What the accounts were used for (S181, S182): read once more when they are shut, told by the journal line by line,
// and left to the record and the form. A use that nobody explained stays a finding.
class SignInReviewStep final : public Step {
public:
    explicit SignInReviewStep(const StepContext &context) : m_context(context) { }

    StepId id() const override { return StepId::Uses; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override { return {}; }
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;
    bool isInspectable() const override { return false; } // seen is seen; the log grows on

private:
    void judge(const SignInReview &review);

    StepContext m_context;
};

} // namespace bg
