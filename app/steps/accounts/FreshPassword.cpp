// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/FreshPassword.h"

namespace bg {

Result<Secret> setFreshPassword(Users &users, const ObjectId &account, PasswordForm form, PasswordLife life,
                                std::stop_token stop)
{
    Result<void> set = fail(Error::Kind::Internal);
    for (int draw = 0; draw < 3; ++draw) {
        Secret password = generatePassword(form);
        set = users.setPassword(account, password, life, stop);
        if (set)
            return password;
        if (set.error().kind != Error::Kind::Refused
            || !set.error().serviceMessage.contains(QLatin1String("password"), Qt::CaseInsensitive))
            break;
    }
    return fail(set.error());
}

} // namespace bg
