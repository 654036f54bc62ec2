// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AdministrativeUnits.h"
#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// Puts an account back into the restricted management units that LeaveRestrictedUnitStep took it out of, in this run or in an
// earlier one that was cut short, and reads that they hold it again.
class RestoreRestrictedUnitStep final : public Step {
public:
    RestoreRestrictedUnitStep(const StepContext &context, int index) : m_context(context), m_index(index) { }

    StepId id() const override { return StepId::RestoreRestrictedUnit; }
    QString subject() const override { return m_context.desired.accounts.at(m_index).userName; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    QList<AdministrativeUnit> unitsLeft() const;
    Result<void> keepRestrictedOnes(std::stop_token stop);

    StepContext m_context;
    int m_index;
    QList<AdministrativeUnit> m_outside; // units that should hold the account, and do not
};

} // namespace bg
