// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/record/RunId.h"

#include "app/base/Random.h"

namespace bg {

QString newRunId()
{
    const QString hex = QString::fromLatin1(randomBytes(3).toHex()).toUpper();
    return hex.left(4) + QLatin1Char('-') + hex.mid(4);
}

} // namespace bg
