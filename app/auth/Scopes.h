// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenSource.h"
#include "app/base/Cloud.h"

#include <QStringList>

namespace bg {

// The times a person is asked to agree, each when a step first needs it: three at most. A check only ever needs SignIn.
enum class Consent {
    SignIn, // who you are, and reading what the tenant looks like
    SetUp, // every change in the directory: accounts, role, group, exclusions, keys
    ResourceManager, // alerts in Azure; only when the person chose them
};
QString name(Consent consent);

// Short names ("User.Read") of what one consent asks for, for that resource's token.
QStringList scopes(Consent consent);
// The consent under which a scope is asked for. A scope that no table row names belongs to SetUp when it writes.
Consent consentFor(Resource resource, const QStringList &shortNames);
// Those of `asked` that `granted` does not cover. Letter case and resource prefix carry no meaning; X.ReadWrite.Y
// covers X.Read.Y, and UserAuthenticationMethod covers UserAuthMethod-Passkey. openid, profile and offline_access are
// never missing.
QStringList missingScopes(const QStringList &asked, const QStringList &granted);
// `scopes` and those of `more` that they do not cover. Of the passkey permission the wider one is taken, because other
// methods are listed and removed as well, and Microsoft's own clients may not get the narrow one.
QStringList united(QStringList scopes, const QStringList &more);
// What goes into the scope parameter: resource scopes prefixed with the resource's origin in this cloud, then
// openid profile offline_access, blank-separated. Only scopes of one resource may stand in one token request.
QString scopeParameter(const Cloud &cloud, Resource resource, const QStringList &shortNames);

} // namespace bg
