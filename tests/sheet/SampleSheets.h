// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/SheetFacts.h"

namespace bg::sample {

SheetFacts facts();
PrintedAccount account(int number = 1);
OpenSheets openSheets();
// The longest user name Entra allows (113 characters), place names of 300 characters, right-to-left names.
SheetFacts longFacts();
PrintedAccount longAccount();
OpenSheets longOpenSheets();

// Nobody has named places, people or dates, and the keys tell no serial.
OpenSheets bareOpenSheets();
// The slip of one of the accounts' owners, as if it had one.
OneTimeSlip oneTime(const OpenSheets &sheets, const Secret &password);
// The same after a use of an account, with the form for its review.
OpenSheets reviewed(OpenSheets sheets);

} // namespace bg::sample
