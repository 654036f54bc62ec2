// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"
#include "app/reconcile/StepDependency.h"
#include "app/reconcile/RunObserver.h"
#include "app/model/RunRecord.h"
#include "app/model/TenantFacts.h"

#include <QList>

namespace bg {

// When a step's turn comes: in its lane's order, and not before what it builds on is reached.
struct PlannedStep {
    StepId step;
    LaneId lane = LaneId::Directory;
    QList<StepDependency> after; // comes after these are done; is passed over when one of them failed
    bool isOptional = false; // what comes after goes on without it, when the person says so
    int account = StepDependency::allAccounts; // only this one's steps
    bool readsOnly = false; // looks, and changes nothing

    StepDependency dependency() const { return { step, account }; }
};

// The order of a run, as a value. The only place where it is written.
struct Plan {
    QList<PlannedStep> plannedSteps;

    // `tenant` decides how soon the keys can begin; `rotation` counts in Mode::Rotate and Mode::Incident.
    static Plan forMode(Mode mode, const TenantFacts &tenant, const RotationChoice &rotation = {});
    // The same with all that the operator chose: what a repair writes is what it was told to mend.
    static Plan forWish(Mode mode, const TenantFacts &tenant, const DesiredState &desired);
    QList<PlannedStep> ofLane(LaneId lane) const;
};

} // namespace bg
