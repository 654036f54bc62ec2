// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AdministrativeUnits.h"
#include "app/plan/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// Puts an account back into the restricted management units that LeaveUnitStep took it out of, in this run or in an
// earlier one that was cut short, and reads that they hold it again.
class ReturnToUnitStep final : public Step {
public:
    ReturnToUnitStep(const StepContext &context, int index) : m_context(context), m_index(index) { }

    StepId id() const override { return StepId::ReturnToUnit; }
    QString subject() const override { return m_context.desired.accounts.at(m_index).userName; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    QList<AdministrativeUnit> unitsLeft() const;

    StepContext m_context;
    int m_index;
    QList<AdministrativeUnit> m_outside; // units that should hold the account, and do not
};

} // namespace bg
