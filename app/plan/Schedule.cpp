// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Schedule.h"

#include "app/plan/Standing.h"

#include <algorithm>

namespace bg {

QString name(Duty duty)
{
    switch (duty) {
    case Duty::Drill:
        return QStringLiteral("drill");
    case Duty::Check:
        return QStringLiteral("check");
    case Duty::AlertTest:
        return QStringLiteral("alertTest");
    case Duty::Review:
        return QStringLiteral("review");
    case Duty::Rotation:
        return QStringLiteral("rotation");
    }
    return {};
}

QList<Duty> duties()
{
    return { Duty::Drill, Duty::Check, Duty::AlertTest, Duty::Review, Duty::Rotation };
}

int daysBetween(Duty duty, const Cadence &cadence)
{
    switch (duty) {
    case Duty::Drill:
        return cadence.drillDays;
    case Duty::Check:
    case Duty::AlertTest:
        return 90;
    case Duty::Review:
        return 180;
    case Duty::Rotation:
        return cadence.rotationDays;
    }
    return 90;
}

QStringList requirements(Duty duty)
{
    switch (duty) {
    case Duty::Drill:
        return { QStringLiteral("S37"), QStringLiteral("S54"), QStringLiteral("S99"), QStringLiteral("S166") };
    case Duty::Check:
        return { QStringLiteral("S168"), QStringLiteral("S174") };
    case Duty::AlertTest:
        return { QStringLiteral("S57"), QStringLiteral("S171") };
    case Duty::Review:
        return { QStringLiteral("S30"), QStringLiteral("S144"), QStringLiteral("S170") };
    case Duty::Rotation:
        return { QStringLiteral("S32"), QStringLiteral("S100"), QStringLiteral("S169") };
    }
    return {};
}

LastDone LastDone::of(const QList<RunRecord> &newestFirst)
{
    LastDone done;
    if (const RunRecord *setUp = newestSetUp(newestFirst))
        done.cadence = setUp->cadence;
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
        case Mode::Misuse: // renews what was spent, not all
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

QDateTime LastDone::at(Duty duty) const
{
    switch (duty) {
    case Duty::Drill:
        return drill;
    case Duty::Check:
        return check;
    case Duty::AlertTest:
        return alertTest;
    case Duty::Review:
        return review;
    case Duty::Rotation:
        return rotation;
    }
    return {};
}

QList<DueDate> schedule(const LastDone &done)
{
    QList<DueDate> dates;
    if (!done.setUp.isValid() && !done.drill.isValid())
        return dates;
    for (const Duty duty : duties()) {
        const QDateTime from = done.at(duty).isValid() ? done.at(duty) : done.setUp;
        if (from.isValid())
            dates.append({ duty, from.toUTC().date().addDays(daysBetween(duty, done.cadence)) });
    }
    std::stable_sort(dates.begin(), dates.end(), [](const DueDate &a, const DueDate &b) { return a.day < b.day; });
    return dates;
}

} // namespace bg
