// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenSource.h"
#include "app/base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QString>
#include <QUrl>

namespace bg {

struct IdTokenExpectation {
    QUrl login; // of the cloud
    QString clientId;
    QByteArray nonce; // empty for tokens of a refresh or a device code, which carry none
    QDateTime now;
};

// Who issues a tenant's tokens: login/tenant/v2.0. Names of hosts and ids are compared in any case.
QString issuerOf(const QUrl &login, const QString &tenant);
bool isSameIssuer(const QString &one, const QString &other);

// Reads who signed in from an ID token that came straight from the token endpoint; its signature is then not needed
// (OpenID Connect Core 3.1.3.7, item 6). Checks aud, tid, iss = login/tid/v2.0, exp and nbf with five minutes of skew,
// nonce, oid. Errors: TokenInvalid (detail names the claim), UnsupportedTenant (detail "personal" or "external").
Result<Identity> checkIdToken(QByteArrayView token, const IdTokenExpectation &expected);

} // namespace bg
