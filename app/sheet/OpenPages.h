// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Canvas.h"
#include "app/sheet/SheetLook.h"
#include "app/sheet/SheetText.h"

namespace bg {

// The pages without secrets. Each fills one page at the largest scale that fits.
void drawAccessRecord(Canvas &canvas, const NonSecretSheets &sheets, const SheetLook &look, const SheetText &text);
void drawEmergencyCard(Canvas &canvas, const NonSecretSheets &sheets, const SheetLook &look, const SheetText &text);
void drawKeyLabels(Canvas &canvas, const NonSecretSheets &sheets, const SheetLook &look, const SheetText &text);
void drawCeremonyScript(Canvas &canvas, const NonSecretSheets &sheets, const SheetLook &look, const SheetText &text);
void drawPostMortem(Canvas &canvas, const NonSecretSheets &sheets, const SheetLook &look, const SheetText &text);
// The lines for the access record's log, and what is to be destroyed.
void drawAccessLogEntry(Canvas &canvas, const NonSecretSheets &sheets, const SheetLook &look, const SheetText &text);

// The line at the foot of each: what it is, tenant, content id, plan.
void drawFoot(Canvas &canvas, const SheetHeader &facts, SheetKind kind, const SheetText &text);

} // namespace bg
