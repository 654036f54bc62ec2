// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"

#include <QString>

namespace bg {

// What is written on a key before the run: the first letter of the account name's last word, or A and B where both
// begin alike, and a number from 1. During the run the engine's own KeySlot::label is shown.
QString keyLabel(const DesiredState &desired, int account, int number);

} // namespace bg
