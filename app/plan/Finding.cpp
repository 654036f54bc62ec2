// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Finding.h"

#include <QJsonArray>

namespace bg {

QJsonObject Finding::toJson() const
{
    return {
        { QStringLiteral("id"), id },
        { QStringLiteral("step"), name(step) },
        { QStringLiteral("state"), name(state) },
        { QStringLiteral("severity"), name(severity) },
        { QStringLiteral("evidence"), evidence },
        { QStringLiteral("requirements"), QJsonArray::fromStringList(requirements) },
        { QStringLiteral("facts"), facts },
    };
}

} // namespace bg
