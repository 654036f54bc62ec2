// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Schedule.h"

#include "app/plan/TenantStatus.h"

#include <algorithm>

namespace bg {

QString name(RecurringTask task)
{
    switch (task) {
    case RecurringTask::Drill:
        return QStringLiteral("drill");
    case RecurringTask::Check:
        return QStringLiteral("check");
    case RecurringTask::AlertTest:
        return QStringLiteral("alertTest");
    case RecurringTask::Review:
        return QStringLiteral("review");
    case RecurringTask::Rotation:
        return QStringLiteral("rotation");
    }
    return {};
}

QList<RecurringTask> recurringTasks()
{
    return { RecurringTask::Drill, RecurringTask::Check, RecurringTask::AlertTest, RecurringTask::Review, RecurringTask::Rotation };
}

int daysBetween(RecurringTask task, const RenewalIntervals &renewalIntervals)
{
    switch (task) {
    case RecurringTask::Drill:
        return renewalIntervals.drillDays;
    case RecurringTask::Check:
    case RecurringTask::AlertTest:
        return 90;
    case RecurringTask::Review:
        return 180;
    case RecurringTask::Rotation:
        return renewalIntervals.rotationDays;
    }
    return 90;
}

QStringList requirements(RecurringTask task)
{
    switch (task) {
    case RecurringTask::Drill:
        return { QStringLiteral("S37"), QStringLiteral("S54"), QStringLiteral("S99"), QStringLiteral("S166") };
    case RecurringTask::Check:
        return { QStringLiteral("S168"), QStringLiteral("S174") };
    case RecurringTask::AlertTest:
        return { QStringLiteral("S57"), QStringLiteral("S171") };
    case RecurringTask::Review:
        return { QStringLiteral("S30"), QStringLiteral("S144"), QStringLiteral("S170") };
    case RecurringTask::Rotation:
        return { QStringLiteral("S32"), QStringLiteral("S100"), QStringLiteral("S169") };
    }
    return {};
}

LastDone LastDone::of(const QList<RunRecord> &newestFirst)
{
    LastDone done;
    if (const RunRecord *setUp = newestSetUp(newestFirst))
        done.renewalIntervals = setUp->renewalIntervals;
    const auto later = [](QDateTime &kept, const QDateTime &other) {
        if (other.isValid() && (!kept.isValid() || other > kept))
            kept = other;
    };
    for (const RunRecord &record : newestFirst) {
        if (!record.isWhole())
            continue;
        done.take(record.answers);
        switch (record.mode) {
        case Mode::Provision:
            later(done.setUp, record.finished);
            later(done.rotation, record.finished); // a set-up seals fresh passwords
            break;
        case Mode::Rotate:
            later(done.rotation, record.finished);
            break;
        case Mode::Incident: // renews what was spent, not all
        case Mode::Repair:
            break;
        case Mode::Check:
            later(done.check, record.finished);
            break;
        case Mode::Drill:
            later(done.drill, record.finished);
            later(done.alertTest, record.finished); // a drill waits for the alert
            break;
        }
    }
    return done;
}

void LastDone::take(const StatementAnswers &answers)
{
    const auto later = [&](QDateTime &kept, QLatin1String statement) {
        const auto answer = answerTo(statement, answers);
        if (!answer || answer->said != Said::Yes || !answer->on.isValid())
            return;
        const QDateTime when = answer->on.startOfDay(Qt::UTC);
        if (!kept.isValid() || when > kept)
            kept = when;
    };
    later(review, statement::PapersReviewed);
    later(alertTest, statement::AlertsTested);
}

QDateTime LastDone::at(RecurringTask task) const
{
    switch (task) {
    case RecurringTask::Drill:
        return drill;
    case RecurringTask::Check:
        return check;
    case RecurringTask::AlertTest:
        return alertTest;
    case RecurringTask::Review:
        return review;
    case RecurringTask::Rotation:
        return rotation;
    }
    return {};
}

QList<DueDate> schedule(const LastDone &done)
{
    QList<DueDate> dates;
    if (!done.setUp.isValid() && !done.drill.isValid())
        return dates;
    for (const RecurringTask task : recurringTasks()) {
        const QDateTime from = done.at(task).isValid() ? done.at(task) : done.setUp;
        if (from.isValid())
            dates.append({ task, from.toUTC().date().addDays(daysBetween(task, done.renewalIntervals)) });
    }
    std::stable_sort(dates.begin(), dates.end(), [](const DueDate &a, const DueDate &b) { return a.day < b.day; });
    return dates;
}

} // namespace bg
