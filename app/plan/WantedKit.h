// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertKit.h"
#include "app/plan/AlertChoice.h"

namespace bg {

// The kit that the choice asks for, with the usual names where it leaves them open. Not yet fitted to what is in Azure,
// and not validated().
AlertKit wantedKit(const AlertChoice &choice, const QList<ObjectId> &accounts, const ObjectId &exclusionGroup);

// Stands for an object that does not exist yet, in a plan only: a GUID that no directory gives.
ObjectId standInId(int number);

} // namespace bg
