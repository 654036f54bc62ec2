// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Canvas.h"
#include "app/sheet/SheetLook.h"
#include "app/sheet/SheetText.h"
#include "app/sheet/SplitPassword.h"

namespace bg {

// Draws the sealed sheet of one account, or of one part of its password. The secret is turned into signs one symbol row
// at a time, and each row's text is wiped after it was drawn.
void drawCredential(Canvas &canvas, const SealedSheet &sheet, const PasswordPart &part, const SheetLook &look,
                    const SheetText &text);

} // namespace bg
