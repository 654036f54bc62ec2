// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/Standing.h"

#include <QString>

namespace bg {

QString dutyName(Duty duty); // "Drill: sign in with each account, wait for the alert"
QString triggerText(Duty duty); // what brings it forward, whatever the calendar says
QString roleText(const QString &role); // of StandingAccount::role
QString keyText(const StandingKey &key); // "N-1 · YubiKey 5C NFC · 28104733"
// "in 12 days", "today", "3 days ago"
QString daysAway(const QDate &day, const QDate &today);

} // namespace bg
