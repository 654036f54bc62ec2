// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>

namespace bg {

struct CalendarEntry {
    QDate day;
    QString title;
    QString description; // may hold several lines
};

// An iCalendar file (RFC 5545): one all-day event per entry, with an alarm a week ahead. `name` (of the tenant and the
// run, say) makes the events' UIDs unique and the same again for the same run; `stamp` is when it is written.
QByteArray calendarOf(const QList<CalendarEntry> &entries, const QString &name, const QDateTime &stamp);

} // namespace bg
