// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/TenantStatus.h"

#include <QString>

namespace bg {

QString taskName(RecurringTask task); // "Drill: sign in with each account, wait for the alert"
QString triggerText(RecurringTask task); // what brings it forward, whatever the calendar says
QString roleText(const QString &role); // of AccountStatus::role
QString keyText(const KeyStatus &key); // "N-1 · YubiKey 5C NFC · 28104733"
// "in 12 days", "today", "3 days ago"
QString daysAway(const QDate &day, const QDate &today);

} // namespace bg
