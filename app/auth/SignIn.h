// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SignInUi.h"
#include "app/auth/SignInRequest.h"
#include "app/auth/TokenSource.h"
#include "app/base/Clock.h"

#include <memory>
#include <stop_token>

namespace bg {

// Signs a person in and returns where lanes get their tokens from. Blocks until the browser (or the device code) is
// through, at most request.limit; for a worker thread, never the GUI's. `stop` is felt within 100 ms.
// Later rounds (consent, step-up, ended session) go through the same `door` on the lane that needed them; `door` and
// `clock` outlive the result. Errors: Cancelled, BrowserNotOpened, SignInRefused, SignInExpired, ConsentMissing,
// WrongTenant, UnsupportedTenant, TokenInvalid, Malformed and the network kinds.
Result<std::unique_ptr<TokenSource>> signIn(const SignInRequest &request, SignInUi &ui, Clock &clock,
                                            std::stop_token stop);

} // namespace bg
