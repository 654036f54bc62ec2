// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"
#include "app/record/UsableCredentials.h"

#include <QList>

namespace bg {

// After a rotation that was cut short: which sheets open which account, one finding for each.
QList<Finding> interruptedRotations(const QList<UsableCredentials> &ways);

} // namespace bg
