// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Canvas.h"

namespace bg {

// A QR code (ISO/IEC 18004, level M, with its quiet zone) of `size` millimetres; only ever for what is no secret, and
// never without its text beside it.
void drawQr(Canvas &canvas, double x, double y, double size, const QString &content);

} // namespace bg
