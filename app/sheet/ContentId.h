// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/SheetHeader.h"
#include "app/sheet/SheetLook.h"

#include <QString>

namespace bg {

// "9F2C-71A4": tells this sheet from every earlier one, so that old and new are not mixed up in the safe. The first 32
// bits of SHA-256 over what is no secret: run, plan, tenant, account, time of issue, kind and part. The password is not
// an input, not even salted: an id on the outside must give nobody a way to try passwords against it. The same sheet
// printed again has the same id; a new password is issued at a new time and so has a new one.
QString contentId(const SheetHeader &facts, const QString &subject, SheetKind kind, int part = 1);

// For PrintedAccount::replaces: the id that the account's credential sheet, part 1, carries.
QString credentialContentId(const SheetHeader &facts, const PrintedAccount &account);
// The id that the PIN sheet of one of its keys carries.
QString pinContentId(const SheetHeader &facts, const PrintedAccount &account, const QString &label);

// The id that the slip with somebody's one-time password carries.
QString oneTimeContentId(const SheetHeader &facts, const ObjectId &person);

} // namespace bg
