// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/ArmClient.h"
#include "app/base/Clock.h"
#include "app/graph/GraphClient.h"
#include "app/journal/Journal.h"
#include "app/key/SecurityKey.h"
#include "app/model/DesiredState.h"
#include "app/reconcile/Operator.h"
#include "app/model/RunRecord.h"
#include "app/model/TenantFacts.h"
#include "app/record/History.h"
#include "app/steps/RunState.h"

namespace bg {

class KeyPrompt;

// What the steps of one lane work with. Everything outlives them.
struct StepContext {
    GraphClient &graph; // the lane's own
    ArmClient &arm; // the lane's own
    const DesiredState &desired;
    const TenantFacts &tenant;
    const History &history;
    RunState &runState;
    Journal *journal; // null while only planning: then apply() is never called
    Operator &human;
    KeyPrompt &prompt;
    Clock &clock;
    const SheetHeader &sheetHeader;

    // What people said of the things that only they can see, now or in an earlier run.
    StatementAnswers answers() const { return laidOver(desired.answers, history.answers()); }
};

} // namespace bg
