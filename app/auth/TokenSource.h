// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/base/Result.h"
#include "app/base/Secret.h"

#include <QDateTime>
#include <QStringList>

#include <stop_token>

namespace bg {

// Who signed in: a person, from a checked ID token, or an app. It is objectId + tenantId, never the name.
struct Identity {
    ObjectId objectId;
    TenantId tenantId;
    QString userName; // preferred_username: for display only
    QString displayName;
    bool isApplication = false; // nobody is there: objectId is a service principal, userName is empty
};

enum class Resource { Graph, ResourceManager };

// Where lanes get access tokens from. Safe to use from every lane at once: a refresh happens once, the others wait.
class TokenSource {
public:
    virtual ~TokenSource() = default;

    virtual Identity identity() const = 0;
    // A token of at least five minutes that carries `scopes` (short names: "User.Read"). Blocks while it refreshes;
    // asks the person in the browser when a scope was never granted or the refresh is refused. Errors: the sign-in
    // kinds, ConsentMissing, WrongPerson, Cancelled.
    virtual Result<Secret> token(Resource resource, const QStringList &scopes, std::stop_token stop) = 0;
    // Answers a claims challenge: drops the token, signs in again with `claims` (JSON, already decoded), keeps the new
    // one.
    virtual Result<void> stepUp(Resource resource, const QString &claims, std::stop_token stop) = 0;
    // The last answer was 401 without a challenge: the next token() refreshes whatever the clock says.
    virtual void invalidate(Resource resource) = 0;
    // Forgets all tokens.
    virtual void signOut() = 0;
};

} // namespace bg
