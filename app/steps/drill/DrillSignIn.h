// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SignIn.h"
#include "app/base/Ids.h"
#include "app/model/DrillProof.h"

#include <stop_token>

namespace bg {

// Signs in as that account through `door`, whatever session the browser has (prompt=login), reads with its token what
// only an administrator may read (its own role assignments, and the policy of authentication methods), and forgets the
// token. Changes nothing. Blocks, at most request.limit; Cancelled within 100 ms of `stop`. Errors: those of signIn();
// WrongPerson when somebody else signed in; Forbidden when the account may not read: it is no administrator.
Result<DrillProof> drillSignIn(SignInRequest request, const ObjectId &account, const Upn &name, SignInUi &door,
                               Clock &clock, std::stop_token stop);

} // namespace bg
