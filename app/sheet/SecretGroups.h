// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Canvas.h"
#include "app/sheet/SheetLook.h"
#include "app/sheet/SheetText.h"
#include "app/sheet/SplitPassword.h"

#include <QRectF>

namespace bg {

// The rows of a password: number, group at 18 pt or more, check symbol, spoken form; below them the line to type first
// on a strange keyboard. Two components stand side by side.
void drawSecretGroups(Canvas &canvas, const QRectF &area, const PasswordPart &part, const SheetLook &look,
                      const SheetText &text);

// The user name as large as it fits, at most 18 pt, on two lines (broken before the @) when one would be too small.
// Returns the height used.
double drawUserName(Canvas &canvas, double x, double y, double width, const QString &userPrincipalName);

} // namespace bg
