// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/journal/RunStore.h"
#include "app/plan/RunRecord.h"

namespace bg {

// Leaves a drill on the disk as a run of its own, journal and record: the accounts, group and policies are those of
// `setUp`, the newest record that holds them. Errors: File.
Result<RunRecord> keepDrill(const RunStore &store, Clock &clock, const RunRecord &setUp, const DrillRecord &drill);

} // namespace bg
