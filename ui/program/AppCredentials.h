// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/AppSignIn.h"
#include "ui/program/CheckOptions.h"

#include <map>
#include <memory>

namespace bg {

// The certificates and token files of a check, each read once however many tenants it serves. What is wrong with one of
// them is the trouble of the tenants that name it, and of no other.
class AppCredentials {
public:
    // May ask for a passphrase at the terminal, so it belongs on the main thread before the check begins. What should be
    // told though it stops nothing goes to standard error.
    void load(const AppCredentialChoice &choice);
    // Signs the app in. For worker threads; `clock` and this outlive the result. Errors: those of load() and of
    // signInApp().
    Result<std::unique_ptr<TokenSource>> signIn(const TenantEntry &entry, Clock &clock, std::stop_token stop) const;

private:
    using Assertion = std::shared_ptr<const ClientAssertion>;
    std::map<QString, Result<Assertion>> m_assertions; // by file
};

} // namespace bg
