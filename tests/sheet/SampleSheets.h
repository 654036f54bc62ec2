// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/SheetHeader.h"

namespace bg::sample {

SheetHeader facts();
PrintedAccount account(int number = 1);
NonSecretSheets nonSecretSheets();
// The longest user name Entra allows (113 characters), place names of 300 characters, right-to-left names.
SheetHeader longFacts();
PrintedAccount longAccount();
NonSecretSheets longNonSecretSheets();

// Nobody has named places, people or dates, and the keys tell no serial.
NonSecretSheets bareNonSecretSheets();
// The slip of one of the accounts' owners, as if it had one.
TemporaryPasswordSlip oneTime(const NonSecretSheets &sheets, const Secret &password);
// The same after a use of an account, with the form for its review.
NonSecretSheets reviewed(NonSecretSheets sheets);

} // namespace bg::sample
