// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/OwnAccount.h"

namespace bg {

namespace {
const QString ownAccount = QStringLiteral("ownAccount");
}

Error ownAccountError(const QString &account)
{
    Error error;
    error.kind = Error::Kind::WrongPerson;
    error.serviceCode = ownAccount;
    error.detail = account;
    return error;
}

bool isOwnAccountError(const Error &error)
{
    return error.kind == Error::Kind::WrongPerson && error.serviceCode == ownAccount;
}

} // namespace bg
