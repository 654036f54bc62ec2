// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SignInUi.h"
#include "app/auth/Grant.h"
#include "app/auth/SignInRequest.h"
#include "app/base/Clock.h"
#include "app/base/Result.h"

#include <stop_token>

namespace bg {

// One round with a code that the person types in a browser elsewhere (RFC 8628). A fallback: many tenants block it,
// because a person can be talked into typing a code of somebody else's.
class DeviceCodeSignIn {
public:
    DeviceCodeSignIn(const SignInRequest &request, SignInUi &ui, Clock &clock);

    // Blocks until the person is through, at most until the code expires. Errors: Cancelled, SignInExpired,
    // SignInRefused (declined, blocked), TokenInvalid, UnsupportedTenant, Malformed and the network kinds.
    Result<Grant> run(std::stop_token stop);

private:
    struct Begun;
    Result<Begun> begin(std::stop_token stop);
    Result<Grant> poll(const Begun &begun, std::stop_token stop);

    const SignInRequest &m_request;
    SignInUi &m_ui;
    Clock &m_clock;
};

} // namespace bg
