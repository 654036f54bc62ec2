// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>

namespace bg {

// How often the person wants to drill and to rotate, in days. 90 days is the longest that passes between two drills
// (S37, S54, S99); every month is what some ask (S164, S166). A rotation within a year where keys are the first factor
// (S169), or sooner (S100).
struct RenewalIntervals {
    int drillDays = 90;
    int rotationDays = 365;

    static QList<int> drills(); // what can be chosen, shortest first
    static QList<int> rotations();

    QJsonObject toJson() const; // {drillDays, rotationDays}
    // As toJson() wrote it. What is missing, or cannot be chosen, stays as it is by default.
    static RenewalIntervals fromJson(const QJsonObject &json);
    friend bool operator==(const RenewalIntervals &, const RenewalIntervals &) = default;
};

} // namespace bg
