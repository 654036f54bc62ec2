// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/RenewalIntervals.h"

namespace bg {

namespace {

void take(const QJsonValue &value, const QList<int> &choices, int &into)
{
    if (choices.contains(value.toInt()))
        into = value.toInt();
}

} // namespace

QList<int> RenewalIntervals::drills()
{
    return { 30, 90 };
}

QList<int> RenewalIntervals::rotations()
{
    return { 90, 180, 365 };
}

QJsonObject RenewalIntervals::toJson() const
{
    return { { QStringLiteral("drillDays"), drillDays }, { QStringLiteral("rotationDays"), rotationDays } };
}

RenewalIntervals RenewalIntervals::fromJson(const QJsonObject &json)
{
    RenewalIntervals renewalIntervals;
    take(json[QStringLiteral("drillDays")], drills(), renewalIntervals.drillDays);
    take(json[QStringLiteral("rotationDays")], rotations(), renewalIntervals.rotationDays);
    return renewalIntervals;
}

} // namespace bg
