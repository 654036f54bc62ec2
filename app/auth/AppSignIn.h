// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/ClientAssertion.h"
#include "app/auth/TokenSource.h"
#include "app/base/Clock.h"
#include "app/base/Cloud.h"

#include <QString>
#include <QUrl>

#include <memory>
#include <stop_token>

namespace bg {

// Who signs in without a person: an app registration, in one tenant.
struct AppSignInRequest {
    Cloud cloud;
    QString tenant; // id or domain; "organizations" is refused, an app belongs to a tenant
    QString clientId; // of a managed identity only where the machine has several
};

// Signs an app in with OAuth 2.0 client credentials and returns where lanes get their tokens from. Nothing but reading
// is possible with it: a token that lets its holder do more is refused, at each renewal again, and a request that needs a
// permission for writing gets no token. Azure Resource Manager gives none, because the tenant's diagnostic settings
// answer people only. Blocks for one exchange; for a worker thread. `assertion` and `clock` outlive the result. Errors:
// those of the assertion; SignInRefused with its AADSTS number; ClockWrong; TooPowerful (detail: what is too much);
// ConsentMissing (detail: what is missing); WrongTenant, TokenInvalid, Malformed, the network kinds.
Result<std::unique_ptr<TokenSource>> signInApp(const AppSignInRequest &request, const ClientAssertion &assertion,
                                               Clock &clock, std::stop_token stop);

// A token was refused because an app signed in, not a person.
bool isOfApp(const Error &error);

// Where a machine in Azure asks for the token of its own identity: a link-local address that no router passes on.
QUrl managedIdentityEndpoint();
// The same with the managed identity of this machine; no assertion, no file. `endpoint` is managedIdentityEndpoint(), or
// one of this computer; HostNotAllowed for any other.
Result<std::unique_ptr<TokenSource>> signInManagedIdentity(const AppSignInRequest &request, const QUrl &endpoint,
                                                           Clock &clock, std::stop_token stop);

} // namespace bg
