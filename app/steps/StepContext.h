// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/ArmClient.h"
#include "app/base/Clock.h"
#include "app/graph/GraphClient.h"
#include "app/journal/Journal.h"
#include "app/key/SecurityKey.h"
#include "app/plan/DesiredState.h"
#include "app/plan/Operator.h"
#include "app/plan/RunRecord.h"
#include "app/plan/TenantFacts.h"
#include "app/steps/History.h"
#include "app/steps/Ledger.h"

namespace bg {

class KeyDesk;

// What the steps of one lane work with. Everything outlives them.
struct StepContext {
    GraphClient &graph; // the lane's own
    ArmClient &arm; // the lane's own
    const DesiredState &desired;
    const TenantFacts &tenant;
    const History &history;
    Ledger &ledger;
    Journal *journal; // null while only planning: then apply() is never called
    Operator &human;
    KeyDesk &desk;
    Clock &clock;
    const SheetFacts &sheetFacts;

    // What people said of the things that only they can see, now or in an earlier run.
    StatementAnswers answers() const { return laidOver(desired.answers, history.answers()); }
};

} // namespace bg
