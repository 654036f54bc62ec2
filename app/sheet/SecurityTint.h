// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Canvas.h"

namespace bg {

// Covers a panel with random symbols of the secret's own face and sizes, fresh at every printing: folded over the
// secret it leaves nothing to read against the light. A picture, not text, so that no reader of the page takes it for
// words.
void drawSecurityTint(Canvas &canvas, double x, double y, double width, double height);

} // namespace bg
