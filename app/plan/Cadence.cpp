// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Cadence.h"

namespace bg {

namespace {

void take(const QJsonValue &value, const QList<int> &choices, int &into)
{
    if (choices.contains(value.toInt()))
        into = value.toInt();
}

} // namespace

QList<int> Cadence::drills()
{
    return { 30, 90 };
}

QList<int> Cadence::rotations()
{
    return { 90, 180, 365 };
}

QJsonObject Cadence::toJson() const
{
    return { { QStringLiteral("drillDays"), drillDays }, { QStringLiteral("rotationDays"), rotationDays } };
}

Cadence Cadence::fromJson(const QJsonObject &json)
{
    Cadence cadence;
    take(json[QStringLiteral("drillDays")], drills(), cadence.drillDays);
    take(json[QStringLiteral("rotationDays")], rotations(), cadence.rotationDays);
    return cadence;
}

} // namespace bg
