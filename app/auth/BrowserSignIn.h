// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SignInUi.h"
#include "app/auth/Grant.h"
#include "app/auth/SignInRequest.h"
#include "app/base/Clock.h"
#include "app/base/Result.h"

#include <stop_token>

namespace bg {

// One round through the system's browser: authorization code with PKCE (RFC 7636, S256) and a loopback redirect
// (RFC 8252). QtNetworkAuth builds the address and makes the one POST for the code; state, nonce, verifier, listener,
// answer and errors are ours, for the reasons in the .cpp. A fresh object per round.
class BrowserSignIn {
public:
    BrowserSignIn(const SignInRequest &request, SignInUi &ui, Clock &clock);

    // Blocks until the person is through, at most request.limit. Errors: Cancelled, BrowserNotOpened, SignInRefused,
    // StepUpNeeded, SignInExpired, TokenInvalid, UnsupportedTenant, Malformed and the network kinds.
    Result<Grant> run(std::stop_token stop);

private:
    const SignInRequest &m_request;
    SignInUi &m_ui;
    Clock &m_clock;
};

} // namespace bg
