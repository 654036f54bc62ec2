// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/AssertionVerification.h"
#include "app/practice/Call.h"
#include "app/practice/Directory.h"
#include "app/practice/SigningKey.h"

#include <QHash>
#include <QSet>

namespace bg {

// The identity platform's endpoints (RFC 6749, 7636, 8628 and OpenID Connect Core, as Entra speaks them): authorize
// with its sign-in page, token, device code, logout, keys and configuration. Not thread-safe.
class LoginService {
public:
    explicit LoginService(Directory &directory);

    QString loginOrigin, armOrigin; // graphOrigin is the directory's

    // `operation` becomes "login.authorize" and so on; empty for an unknown address.
    Reply answer(const Call &call, QString &operation);
    // The session behind an access token; nothing for one that is unknown or over.
    std::optional<Session> sessionOf(const QByteArray &accessToken) const;
    // Takes all access tokens of that user out of force, as an administrator's revocation does.
    void revoke(const QString &userId);

private:
    // A sign-in under way: what /authorize (or /devicecode) asked for, and who did it.
    struct Flow {
        QString tenant, clientId, redirectUri, state, nonce, codeChallenge, scope, loginHint;
        QStringList contexts;
        bool isCae = false;
        QString passkeyChallenge;
        QString userId; // once signed in
        bool hasMfa = false, asksForMfa = false, isDeclined = false;
        QDateTime end;
        QString userCode; // device flow
        QDateTime lastPoll;
    };
    struct Refresh {
        QString userId, clientId;
        QStringList contexts;
        bool hasMfa = false, isCae = false;
        QDateTime issued;
    };

    Reply authorize(const Call &call, const QString &tenant);
    Reply signIn(const Call &call);
    Reply token(const Call &call);
    Reply tokenForApp(const QUrlQuery &form, const QString &tenant);
    Reply deviceCode(const Call &call, const QString &tenant);
    Reply enterDeviceCode(const Call &call);
    Reply page(const QString &flowId, const QString &problem = {}) const;
    Reply tokensFor(const Refresh &grant, const QString &scope, const QString &nonce, const QString &tenant);
    QString problemWithNewPassword(const QString &userId, const QUrlQuery &form);
    QString problemWithSignIn(Flow &flow, const QUrlQuery &form);
    QString blockingPolicy(const QString &userId) const;
    void logSignIn(const Flow &flow, const QString &userId, int errorCode, const QString &reason,
                   const QString &method);
    bool isOurTenant(const QString &name) const;
    // Which resource the scopes belong to; empty with `problem` set where they mix or name none.
    QString resourceOf(const QString &scope, QStringList &names, QString &problem) const;

    Directory &m_directory;
    SigningKey m_key;
    AssertionVerification m_assertions;
    QHash<QString, Flow> m_flows; // by flow id while the page is open
    QHash<QString, Flow> m_codes; // by authorization code
    QHash<QString, Flow> m_devices; // by device code
    QSet<QString> m_spentCodes;
    QHash<QString, Refresh> m_refreshTokens;
    QHash<QByteArray, Session> m_sessions;
    QHash<QString, QStringList> m_consents; // scopes by client and resource
};

} // namespace bg
