// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Canvas.h"
#include "app/sheet/SheetLook.h"
#include "app/sheet/SheetText.h"
#include "app/sheet/SplitPassword.h"

namespace bg {

// Draws the slip with the one-time password of an administrator: folded like a sealed sheet, for the way to them, and
// worthless after its first use.
void drawTemporaryPassword(Canvas &canvas, const TemporaryPasswordSlip &slip, const PasswordPart &part, const SheetLook &look,
                 const SheetText &text);

} // namespace bg
