// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AdministrativeUnits.h"
#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// Takes an account out of restricted management units for the time of its rotation: inside one, nobody at all can reset
// its password or its keys (Entra: admin-units-restricted-management). RestoreRestrictedUnitStep puts it back; the journal knows
// what to put back before the first link is cut.
class LeaveRestrictedUnitStep final : public Step {
public:
    LeaveRestrictedUnitStep(const StepContext &context, int index) : m_context(context), m_index(index) { }

    StepId id() const override { return StepId::LeaveRestrictedUnit; }
    QString subject() const override { return m_context.desired.accounts.at(m_index).userName; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    // Blocks until the directory lets the account go, at most half an hour.
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    Result<void> waitUntilFree(std::stop_token stop);

    StepContext m_context;
    int m_index;
    QList<AdministrativeUnit> m_units;
};

} // namespace bg
