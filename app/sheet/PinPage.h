// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Canvas.h"
#include "app/sheet/SheetLook.h"
#include "app/sheet/SheetText.h"

namespace bg {

// Draws the sealed sheet with the PIN of one key. It names the key, and never lies in one envelope with it.
void drawPin(Canvas &canvas, const PinSheet &sheet, const SheetLook &look, const SheetText &text);

} // namespace bg
