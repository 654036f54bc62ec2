// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/Finding.h"
#include "app/steps/WaysIn.h"

#include <QList>

namespace bg {

// After a rotation that was cut short: which sheets open which account, one finding for each.
QList<Finding> cutShort(const QList<WaysIn> &ways);

} // namespace bg
