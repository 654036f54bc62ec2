// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/RunRecord.h"

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

struct NextDate {
    QDate day;
    QString title;
};
// Test, review and rotation that follow from the day the run ended.
QList<NextDate> nextDates(const RunRecord &record, const QList<NextDate> &proofs);
// RFC 5545: one all-day event per date, with an alarm a week ahead.
QByteArray calendarOf(const QList<NextDate> &dates, const RunRecord &record);

} // namespace bg
