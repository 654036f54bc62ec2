// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/Finding.h"
#include "app/plan/RunObserver.h"
#include "app/plan/RunRecord.h"
#include "app/plan/TenantFacts.h"

#include <QList>

namespace bg {

// When a step's turn comes: in its lane's order, and not before what it builds on is reached.
struct Turn {
    StepId step;
    LaneId lane = LaneId::Directory;
    QList<StepId> after; // comes after these are done; is passed over when one of them failed
    bool isOptional = false; // what comes after goes on without it, when the person says so
};

// The order of a run, as a value. The only place where it is written.
struct Plan {
    QList<Turn> turns;

    // `tenant` decides how soon the keys can begin.
    static Plan forMode(Mode mode, const TenantFacts &tenant);
    QList<Turn> ofLane(LaneId lane) const;
};

} // namespace bg
