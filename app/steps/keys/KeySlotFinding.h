// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"
#include "app/reconcile/Operator.h"
#include "app/model/RunRecord.h"

namespace bg {

class RunState;

// A finding about the key of one place.
Finding keyFinding(const KeySlot &slot, QLatin1String id, State state, Severity severity, const QString &evidence);

// This key fills the place from now on: the ledger holds it instead of the one before, notes that its firmware can be
// cloned where that is so, and takes back what it noted of the firmware before. Returns the finding that tells of it.
Finding putInPlace(RunState &runState, const KeySlot &slot, const RecordedKey &key);

} // namespace bg
