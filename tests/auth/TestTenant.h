// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/auth/LoginServer.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

namespace bg {

inline const QString TestTenantId = QStringLiteral("11111111-2222-4333-8444-555555555555");
inline const QString TestObjectId = QStringLiteral("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee");
inline const QString TestClientId = QStringLiteral("14d82eec-204b-4c2f-b7e8-296a70dab67e");

// header.payload.signature; nobody checks the signature of a token that came straight from the login.
QByteArray jwt(const QJsonObject &claims);
// The claims of a good ID token of that login at that time.
QJsonObject goodClaims(const QUrl &login, const QDateTime &now);
// {"token_type": "Bearer", "access_token": ..., ...}
QJsonObject tokenBody(const QString &accessToken, const QString &scope);

} // namespace bg
