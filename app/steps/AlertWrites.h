// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertPlan.h"
#include "app/plan/PlannedWrite.h"

namespace bg {

// What the deployment would write: one entry per provider to be registered, resource to be made, and difference.
QList<PlannedWrite> alertWrites(const AlertSurvey &seen, const QList<PlannedResource> &plan);

} // namespace bg
