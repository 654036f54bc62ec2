// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/evidence/Calendar.h"
#include "app/model/RunRecord.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QString>

namespace bg {

// What is true after a run, as its record has it: in at most ten lines, first what does not hold.
struct Truth {
    bool holds = true;
    QString text;
};
bool isRepairOfDrift(const RunRecord &record);
QList<Truth> truthsOf(const RunRecord &record);
// Title and sentence of the Done page: what the run was, and whether it came to its end.
struct DoneHeading {
    QString title, sentence;
};
DoneHeading doneHeading(const RunRecord &record);
// What people do now, in this order. Only what the record gives a reason for: nothing is sealed that was not printed.
QStringList nextSteps(const RunRecord &record);
// Accounts of a set-up that did not sign in after it, by name.
QString untestedText(const QString &userPrincipalName);
// Secrets that this run made although an earlier one had made them: what is on older paper holds no more.
QList<Finding> madeAgain(const RunRecord &record);

// What is due next, soonest first, as the records tell (all of the tenant, the newest run's among them) and as days for
// sign-ins were set; each with what would bring it forward.
QList<CalendarEntry> nextDates(const QList<RunRecord> &records, const QList<CalendarEntry> &proofs);
// All of them as a calendar file of that run.
QByteArray remindersOf(const RunRecord &record, const QList<CalendarEntry> &dates);

} // namespace bg
