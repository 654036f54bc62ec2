// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertFindings.h"
#include "app/arm/AzureInventory.h"

#include <QDateTime>
#include <QList>

namespace bg {

// What stands between the accounts and being seen: everything that is missing, off, muted, stale, unheard or capped.
// Pure. Resources that the kit leaves out are not missed. One AlertsInPlace, and notes at most, when all is well. `now`
// is the time of the survey, for alert processing rules that are scheduled.
QList<AlertFinding> alertFindings(const AzureInventory &seen, const QDateTime &now);

// Without Azure, or without P1: what is impossible, and what it means. Empty when nothing is.
QList<AlertFinding> impossibleAlerts(bool hasSubscription, bool hasPremium);

} // namespace bg
