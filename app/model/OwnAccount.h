// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"

namespace bg {

// The person who signed in is the very account that would be shut or renewed: a WrongPerson of its own. `account`: its
// user principal name.
Error ownAccountError(const QString &account);
bool isOwnAccountError(const Error &error);

} // namespace bg
