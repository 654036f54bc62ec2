// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/evidence/Calendar.h"
#include "app/model/RunRecord.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QString>

namespace bg {

// What is true after a run, in at most ten lines; false where it is not so.
struct Truth {
    bool holds = true;
    QString text;
};
QList<Truth> truthsOf(const RunRecord &record);
// Secrets that this run made although an earlier one had made them: what is on older paper holds no more.
QList<Finding> madeAgain(const RunRecord &record);

// What is due next, soonest first, as the records tell (all of the tenant, the newest run's among them) and as days for
// sign-ins were set; each with what would bring it forward.
QList<CalendarEntry> nextDates(const QList<RunRecord> &records, const QList<CalendarEntry> &proofs);
// All of them as a calendar file of that run.
QByteArray remindersOf(const RunRecord &record, const QList<CalendarEntry> &dates);

} // namespace bg
