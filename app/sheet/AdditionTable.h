// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Canvas.h"
#include "app/sheet/SheetHeader.h"
#include "app/sheet/SheetText.h"

namespace bg {

// The sum of any two of the 32 symbols, to be looked up with a finger, and one worked example. With it a pencil is
// enough to put the parts of a password together.
void drawAdditionTable(Canvas &canvas, double x, double y, double width, double height, PasswordShape shape,
                       const SheetText &text);

} // namespace bg
