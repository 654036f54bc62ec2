// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Cloud.h"
#include "app/base/Result.h"

#include <stop_token>

namespace bg {

// Whether the login answers and knows `authority` (a tenant's id or domain, or "organizations"), so that a person hears
// of a missing network or a misspelt tenant before a browser opens, which would tell nobody (OpenID Connect Discovery
// 1.0, section 4; MSAL asks the same). One request of at most 15 s, for a worker thread; ends within 100 ms of `stop`.
// Errors: Cancelled, Offline, TimedOut, Tls, Redirected; SignInRefused with AADSTS90002 or the like for an unknown
// tenant. A login that answers anything else may still be one that can sign in.
Result<void> findAuthority(const Cloud &cloud, const QString &authority, std::stop_token stop);

} // namespace bg
