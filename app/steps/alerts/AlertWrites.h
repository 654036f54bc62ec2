// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertPlan.h"
#include "app/model/PlannedWrite.h"

namespace bg {

// What the deployment would write: one entry per provider to be registered, resource to be made, and difference.
QList<PlannedWrite> alertWrites(const AzureInventory &seen, const QList<PlannedResource> &plan);

} // namespace bg
