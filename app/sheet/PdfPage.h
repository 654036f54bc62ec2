// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Canvas.h"

class QPdfWriter;

namespace bg {

// Before a painter begins: paper, resolution, no margins of its own, and metadata that says nothing.
void setUpPage(QPdfWriter &writer, Paper paper);
// Names the letter that no font on this machine has; for an error's detail.
QString missingLetter(const Canvas &canvas);

} // namespace bg
