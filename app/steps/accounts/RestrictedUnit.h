// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AdministrativeUnits.h"
#include "app/model/Finding.h"
#include "app/model/PlannedWrite.h"
#include "app/steps/RunState.h"

namespace bg {

// What the steps that take an account out of its restricted administrative units and bring it back say alike.

// There is no such unit, as far as is known; the step fills in what it finds.
Finding noUnit(StepId step, const AccountState &account);
// The names of the units, for the person and for the record.
void nameUnits(Finding &found, const QList<AdministrativeUnit> &units);
PlannedWrite leavesUnit(const AccountState &account, const AdministrativeUnit &unit);
PlannedWrite returnsToUnit(const AccountState &account, const AdministrativeUnit &unit);

} // namespace bg
