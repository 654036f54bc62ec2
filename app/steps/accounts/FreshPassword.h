// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"
#include "app/graph/Users.h"
#include "app/sheet/Password.h"

#include <stop_token>

namespace bg {

// Gives an account a password that nobody ever saw, and hands it out. The tenant's banned words may meet a random
// password: three draws are plenty. Blocks; errors as Users::setPassword.
Result<Secret> setFreshPassword(Users &users, const ObjectId &account, PasswordForm form, PasswordLife life,
                                std::stop_token stop);

} // namespace bg
