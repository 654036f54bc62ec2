// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"
#include "app/reconcile/Operator.h"

#include <QList>

namespace bg {

// All keys of the matrix in the order they are enrolled: both keys of the first account, then those of the second. The
// label begins with the initial of the last word of the account's name ("harbour.north": N-1, N-2), or with A and B
// where both would be the same.
QList<KeySlot> keySlots(const DesiredState &desired);

} // namespace bg
