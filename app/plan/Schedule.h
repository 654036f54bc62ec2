// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/RunRecord.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QStringList>

namespace bg {

// What has to be done again and again to keep the accounts working.
enum class RecurringTask { Drill, Check, AlertTest, Review, Rotation };
QString name(RecurringTask task); // "alertTest"
QList<RecurringTask> recurringTasks();
// How many days may pass: drill and rotation as chosen, check and alert test 90 (S168, S171), review of the papers 180
// (S144, S170).
int daysBetween(RecurringTask task, const RenewalIntervals &renewalIntervals);
QStringList requirements(RecurringTask task);

// When each was done last, as the records of this computer tell; not valid: never.
struct LastDone {
    QDateTime setUp, drill, check, alertTest, review, rotation;
    RenewalIntervals renewalIntervals; // of the last set-up

    // People said when they reviewed the papers or tested the alerts.
    void take(const StatementAnswers &answers);
    static LastDone of(const QList<RunRecord> &newestFirst);
    QDateTime at(RecurringTask task) const;
};

struct DueDate {
    RecurringTask task;
    QDate day;
    friend bool operator==(const DueDate &, const DueDate &) = default;
};
// The next date of each duty, soonest first, counted from when it was done last or else from the set-up. Empty while
// nothing was ever set up or drilled here.
QList<DueDate> schedule(const LastDone &done);

} // namespace bg
