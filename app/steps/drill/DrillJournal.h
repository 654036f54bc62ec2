// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/journal/RunStore.h"
#include "app/model/RunRecord.h"

namespace bg {

struct KeptDrill {
    RunRecord record;
    StoredRun stored;
};

// Leaves a drill on the disk as a run of its own, with journal, record and evidence: the accounts, group and policies
// are those of `setUp`, the newest record that holds them; `person` is who was signed in here. Errors: File.
Result<KeptDrill> keepDrill(const RunStore &store, Clock &clock, const RunRecord &setUp, const DrillRecord &drill,
                            const ObjectId &person);

} // namespace bg
