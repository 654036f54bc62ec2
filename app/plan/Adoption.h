// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"
#include "app/model/DiscoveredAccount.h"

#include <QList>

namespace bg {

// Choices about accounts that exist, as changes to what the person decided. Pure.

// Takes the account over: in place of the one of the same name, else of the first that is still to be made. Its names
// stay as they are, and its exclusion group is used where it can serve. Nothing changes when the account cannot serve,
// is taken over already, or when no place is left.
DesiredState adopting(DesiredState desired, const DiscoveredAccount &account);
// Makes a new account in place of the one taken over; `names` are those it gets. The group of the others stays.
DesiredState makingNew(DesiredState desired, const ObjectId &account, const AccountChoice &names);
// All that can serve and are likely, the surest first, as far as there are places.
DesiredState adoptingAll(DesiredState desired, const QList<DiscoveredAccount> &found);

bool isAdopted(const DesiredState &desired, const ObjectId &account);

} // namespace bg
