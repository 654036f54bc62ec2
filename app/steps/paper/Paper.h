// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"
#include "app/model/TenantFacts.h"
#include "app/sheet/SheetHeader.h"
#include "app/steps/RunState.h"

#include <QDateTime>
#include <QString>

namespace bg {

// What the sheets of a run say, from what was decided and what was done. Pure.

// With the days of the next drill, review and rotation (see Schedule).
SheetHeader sheetHeader(const Cloud &cloud, const DesiredState &desired, const TenantFacts &tenant,
                      const QString &planHash, const QString &runId, const QDateTime &now);
// Account `index` and its keys with their places: sheet and first key of an account lie at the same place, its second
// key at the other one, and each PIN envelope where its key is not.
PrintedAccount printedAccount(const DesiredState &desired, const RunState &runState, int index);
// What a run will print, before it: every key of the matrix with its places, and nothing of what only the run will know.
NonSecretSheets sheetsToCome(const SheetHeader &facts, const DesiredState &desired, const RunState &runState);
NonSecretSheets nonSecretSheets(const SheetHeader &facts, const DesiredState &desired, const RunState &runState);

// Nothing but the line of a drill. `drilled`: its record, with the drill in it.
NonSecretSheets drillSlip(const Cloud &cloud, const RunRecord &drilled);

} // namespace bg
