// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Flow.h"
#include "app/sheet/SheetHeader.h"
#include "app/sheet/SheetText.h"

#include <QString>

namespace bg {

// The pale line with the day of issue and the next dates, in the words of `phrase`.
void drawDates(Flow &flow, const QString &phrase, const SheetHeader &facts, const SheetText &text);

} // namespace bg
