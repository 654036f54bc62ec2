// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// Per-user MFA, the old switch beside Conditional Access, is off for one account (S22).
class PerUserMfaStep final : public Step {
public:
    PerUserMfaStep(const StepContext &context, int index) : m_context(context), m_index(index) { }

    StepId id() const override { return StepId::PerUserMfa; }
    QString subject() const override { return m_context.desired.accounts.at(m_index).userName; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    StepContext m_context;
    int m_index;
    QString m_state;
};

} // namespace bg
