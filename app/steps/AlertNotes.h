// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertFindings.h"
#include "app/arm/AlertPlan.h"
#include "app/plan/Finding.h"
#include "app/plan/PlannedWrite.h"

namespace bg {

// What is seen of the alerts, in the terms of a run.
Finding alertFinding(const AlertFinding &seen);

// Nothing can be deployed until a person did something about it.
bool blocksDeployment(const AlertFinding &seen);

// What the deployment would write: one entry per provider to be registered, resource to be made, and difference.
QList<PlannedWrite> alertWrites(const AlertSurvey &seen, const QList<PlannedResource> &plan);

} // namespace bg
