// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AdministrativeUnits.h"
#include "app/plan/Finding.h"
#include "app/plan/PlannedWrite.h"
#include "app/steps/Ledger.h"

namespace bg {

// What the steps that take an account out of its restricted administrative units and bring it back say alike.

// There is no such unit, as far as is known; the step fills in what it finds.
Finding noUnit(StepId step, const LedgerAccount &account);
// The names of the units, for the person and for the record.
void nameUnits(Finding &found, const QList<AdministrativeUnit> &units);
PlannedWrite leavesUnit(const LedgerAccount &account, const AdministrativeUnit &unit);
PlannedWrite returnsToUnit(const LedgerAccount &account, const AdministrativeUnit &unit);

} // namespace bg
