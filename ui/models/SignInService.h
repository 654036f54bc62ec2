// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SignInRequest.h"
#include "app/auth/TokenSource.h"
#include "app/base/Result.h"
#include "app/model/RoleActivation.h"

#include <stop_token>

namespace bg {

// Where to sign in, as chosen on the Sign in page.
struct SignInChoice {
    Cloud cloud;
    QString tenant; // id or domain; empty: the one that the person's account belongs to
    QString clientId; // empty: the usual client
    bool isClientUnsealed = false; // a settings file names it, and nothing shows that this program wrote that
    SignInRequest::Way way = SignInRequest::Way::Browser;
};

// An app registration that the settings name for a tenant; no id for the usual client.
struct RememberedClient {
    QString clientId;
    bool isSealed = false; // by this program on this computer, at the end of a sign-in
};

// What the window asks of sign-in. Both calls block, are made on a worker thread of the window, and come back within
// 100 ms of `stop`. Links and device codes are shown by WizardModel::offerLink() and offerDeviceCode().
class SignInService {
public:
    virtual ~SignInService() = default;
    // Signs the operator in; from then on the engine door works for the tenant that answered.
    virtual Result<Identity> signIn(const SignInChoice &choice, std::stop_token stop) = 0;
    // Activates the operator's own eligible Global Administrator role.
    virtual Result<void> activateRole(const RoleActivation &activation, std::stop_token stop) = 0;
    // Lets one emergency account sign in in a private browser window, to prove that it can; its tokens are dropped, and
    // the journal of the run that was done last tells of it.
    virtual Result<Identity> proveSignIn(const SignInChoice &choice, const Upn &account, std::stop_token stop) = 0;
    // Forgets the tokens. Does not block.
    virtual void signOut() = 0;
    // Ends every session of the operator's account, on all devices, and forgets the tokens.
    virtual Result<void> endSessions(std::stop_token stop) = 0;
    // The app registration that the last sign-in to `tenant` (id or domain) was made with; empty: the usual client.
    // Does not block.
    virtual RememberedClient rememberedClient(const QString &tenant) const = 0;
};

} // namespace bg
