// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/sheet/SheetHeader.h"
#include "app/sheet/SheetLook.h"

#include <stop_token>

namespace bg {

// Lays out every sheet of a run before anything is made: those of `sheets`, the sealed sheet of each account in each of
// its parts, and the PIN sheet of each key, with secrets drawn for nothing but their length. Touches no disk. Blocks for
// about a second; for a worker thread (a QGuiApplication must exist). Errors: Input, as the renderer's, with the name of
// the sheet (no face has a letter; too long for one page); Cancelled.
Result<void> tryPaper(const NonSecretSheets &sheets, PasswordShape shape, const SheetLook &look, std::stop_token stop);

} // namespace bg
