// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// The password that is printed: set just before its sheet, the last write for the account, and let go as soon as the
// paper is put away (S49, S74, S115, S120). It cannot be read back, so it is in place only within the run that set it.
class SealedPasswordStep final : public Step {
public:
    SealedPasswordStep(const StepContext &context, int index) : m_context(context), m_index(index) { }

    StepId id() const override { return StepId::SealedPassword; }
    QString subject() const override { return m_context.desired.accounts.at(m_index).userName; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;
    bool isInspectable() const override { return false; }

private:
    StepContext m_context;
    int m_index;
};

} // namespace bg
