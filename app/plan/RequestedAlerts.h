// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertDeploymentSpec.h"
#include "app/model/AlertChoice.h"

namespace bg {

// The kit that the choice asks for, with the usual names where it leaves them open. Not yet fitted to what is in Azure,
// and not validated().
AlertDeploymentSpec requestedAlerts(const AlertChoice &choice, const QList<ObjectId> &accounts, const ObjectId &exclusionGroup);

// Stands for an object that does not exist yet, in a plan only: a GUID that no directory gives.
ObjectId standInId(int number);

} // namespace bg
