// SPDX-License-Identifier: GPL-3.0-or-later
// The token endpoint: what a grant is exchanged for.
#include "app/practice/LoginForms.h"
#include "app/practice/LoginService.h"
#include "app/practice/PasskeyVerification.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace bg {

using namespace Qt::StringLiterals;
using namespace login;

QString LoginService::resourceOf(const QString &scope, QStringList &names, QString &problem) const
{
    QString resource;
    names.clear();
    static const QRegularExpression shape(uR"(^[A-Za-z]+([.-][A-Za-z-]+)*(_[a-z]+)?$)"_s);
    for (const QString &word : scope.split(u' ', Qt::SkipEmptyParts)) {
        if (isOpenIdScope(word))
            continue;
        const bool isArm = word.startsWith(armOrigin + u'/');
        const bool isGraph = word.startsWith(m_directory.graphOrigin + u'/');
        const QString owner = isArm ? armOrigin : m_directory.graphOrigin;
        QString name = isArm || isGraph ? word.mid(owner.size() + 1) : word;
        name = name.startsWith(u'/') ? name.mid(1) : name; // "https://management.azure.com//.default" is seen as well
        if (name != ".default"_L1 && !shape.match(name).hasMatch()) {
            problem
                = u"The provided value for the input parameter 'scope' is not valid. The scope %1 is not valid."_s.arg(
                    word);
            return {};
        }
        if (!resource.isEmpty() && resource != owner) {
            problem
                = u"Provided value for the input parameter scope is not valid because it contains more than one resource."_s;
            return {};
        }
        resource = owner;
        names.append(name);
    }
    if (scope.trimmed().isEmpty())
        problem = u"The provided value for the input parameter 'scope' is not valid."_s;
    return problem.isEmpty() && resource.isEmpty() ? m_directory.graphOrigin : resource;
}

Reply LoginService::token(const Call &call)
{
    const QUrlQuery form = formOf(call);
    const QString grant = item(form, "grant_type");
    const QString client = item(form, "client_id");
    if (form.hasQueryItem(u"client_secret"_s)) // no app here has one
        return oauthError("invalid_client", 700025,
                          u"Client is public so neither 'client_assertion' nor 'client_secret' should be presented."_s,
                          401);
    if (grant == "client_credentials"_L1)
        return tokenForApp(form, call.segments.value(0));
    const AskedClaims asked = askedBy(item(form, "claims"));
    if (grant == "authorization_code"_L1) {
        const QString code = item(form, "code");
        if (m_spentCodes.contains(code))
            return oauthError(
                "invalid_grant", 54005,
                u"OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token."_s);
        if (!m_codes.contains(code) || m_codes[code].end < m_directory.now())
            return oauthError("invalid_grant", 70008,
                              u"The provided authorization code or refresh token has expired due to inactivity."_s);
        const Flow flow = m_codes.take(code);
        m_spentCodes.insert(code);
        if (flow.clientId != client || flow.redirectUri != item(form, "redirect_uri"))
            return oauthError(
                "invalid_grant", 500112,
                u"The reply address does not match the reply address provided when requesting the authorization code."_s);
        const QByteArray digest
            = QCryptographicHash::hash(item(form, "code_verifier").toUtf8(), QCryptographicHash::Sha256);
        if (toBase64Url(digest) != flow.codeChallenge)
            return oauthError(
                "invalid_grant", 501481,
                u"The Code_Verifier does not match the code_challenge supplied in the authorization request."_s);
        const QString scope = form.hasQueryItem(u"scope"_s) ? item(form, "scope") : flow.scope;
        return tokensFor(
            { flow.userId, client, flow.contexts, flow.hasMfa, flow.isCae || asked.isCae, m_directory.now() }, scope,
            flow.nonce, flow.tenant);
    }
    if (grant == "refresh_token"_L1) {
        const QString old = item(form, "refresh_token");
        if (!m_refreshTokens.contains(old))
            return oauthError("invalid_grant", 70000, u"Provided grant is invalid or malformed."_s);
        Refresh refresh = m_refreshTokens[old];
        const QJsonObject user = m_directory.users.value(refresh.userId);
        const auto validFrom
            = QDateTime::fromString(user["signInSessionsValidFromDateTime"_L1].toString(), Qt::ISODateWithMs);
        if (refresh.clientId != client)
            return oauthError("invalid_grant", 700005,
                              u"Provided Authorization Code is intended to use against other tenant or client."_s);
        if (user.isEmpty() || !user["accountEnabled"_L1].toBool())
            return oauthError("invalid_grant", 50057, u"The user account is disabled."_s);
        if (validFrom > refresh.issued)
            return oauthError(
                "invalid_grant", 50173,
                u"The provided grant has expired due to it being revoked, a fresh auth token is needed."_s);
        for (const QString &context : asked.contexts)
            if (!refresh.contexts.contains(context)) {
                Reply answer = oauthError("interaction_required", 50079,
                                          u"The user is required to use multi-factor authentication."_s);
                answer.json[u"suberror"_s] = u"basic_action"_s;
                answer.json[u"claims"_s] = item(form, "claims");
                return answer;
            }
        refresh.isCae = refresh.isCae || asked.isCae;
        refresh.issued = m_directory.now();
        // The token rotates; the old one stays good for a while, as Entra's do.
        return tokensFor(refresh, item(form, "scope"), {}, call.segments.value(0));
    }
    if (grant == "urn:ietf:params:oauth:grant-type:device_code"_L1) {
        const QString code = item(form, "device_code");
        if (!m_devices.contains(code))
            return oauthError(
                "bad_verification_code", 70018,
                u"Invalid verification code due to User typing in wrong user code for device code flow."_s);
        Flow &flow = m_devices[code];
        const QDateTime before = std::exchange(flow.lastPoll, m_directory.now());
        if (flow.end < m_directory.now())
            return oauthError("expired_token", 70019, u"Verification code expired."_s);
        if (flow.isDeclined)
            return oauthError("authorization_declined", 70016, u"The user declined the sign-in."_s);
        if (flow.userId.isEmpty() && before.isValid() && before.msecsTo(m_directory.now()) < 900)
            return oauthError("slow_down", 70016, u"OAuth 2.0 device flow error. Polling too fast."_s);
        if (flow.userId.isEmpty())
            return oauthError("authorization_pending", 70016,
                              u"OAuth 2.0 device flow error. Authorization is pending. Continue polling."_s);
        const Flow done = m_devices.take(code);
        return tokensFor({ done.userId, client, {}, done.hasMfa, done.isCae || asked.isCae, m_directory.now() },
                         done.scope, {}, done.tenant);
    }
    if (grant == "password"_L1)
        return oauthError(
            "invalid_grant", 50076,
            u"Due to a configuration change made by your administrator, you must use multi-factor authentication."_s);
    return oauthError("unsupported_grant_type", 70003,
                      u"The app requested an unsupported grant type '%1'."_s.arg(grant));
}

Reply LoginService::tokensFor(const Refresh &grant, const QString &scope, const QString &nonce, const QString &tenant)
{
    Q_UNUSED(tenant)
    QStringList names;
    QString problem;
    const QString resource = resourceOf(scope, names, problem);
    if (resource.isEmpty())
        return oauthError("invalid_scope", 28000, problem);
    if (resource == armOrigin && grant.clientId == wellKnownClient && !m_directory.scenario.wellKnownClientReachesArm)
        return oauthError(
            "invalid_request", 65002,
            u"Consent between first party application and first party resource must be configured via preauthorization."_s);
    const QStringList consented = m_consents.value(grant.clientId + u' ' + resource);
    for (const QString &name : std::as_const(names))
        if (name != ".default"_L1 && !consented.contains(name))
            return oauthError(
                "invalid_grant", 65001,
                u"The user or administrator has not consented to use the application with ID '%1'. Send an interactive authorization request for this user and resource."_s
                    .arg(grant.clientId));

    const QDateTime now = m_directory.now();
    Session session;
    session.userId = grant.userId;
    session.clientId = grant.clientId;
    session.audience = resource;
    session.scopes = consented; // every scope ever granted for the resource comes along
    session.roles = m_directory.activeRoles(grant.userId);
    session.contexts = grant.contexts;
    session.hasMfa = grant.hasMfa;
    session.isCae = grant.isCae;
    session.issued = now;
    session.expires = now.addSecs(m_directory.scenario.tokenLifetime.count());
    const QByteArray access = randomToken() + randomToken() + randomToken();
    m_sessions[access] = session;

    QStringList granted = consented;
    granted.removeAll(u".default"_s);
    for (const QString &word : scope.split(u' ', Qt::SkipEmptyParts))
        if (isOpenIdScope(word) && word != "offline_access"_L1)
            granted.append(word);
    QJsonObject answer{ { u"token_type"_s, u"Bearer"_s },
                        { u"scope"_s, granted.join(u' ') },
                        { u"expires_in"_s, double(m_directory.scenario.tokenLifetime.count()) },
                        { u"ext_expires_in"_s, double(m_directory.scenario.tokenLifetime.count()) },
                        { u"access_token"_s, QString::fromLatin1(access) } };
    const QStringList words = scope.split(u' ');
    if (words.contains(u"offline_access"_s)) {
        const QString refresh = QString::fromLatin1(randomToken() + randomToken());
        m_refreshTokens[refresh] = grant;
        answer[u"refresh_token"_s] = refresh;
    }
    if (words.contains(u"openid"_s)) {
        const QJsonObject user = m_directory.users.value(grant.userId);
        QJsonObject claims{ { u"aud"_s, grant.clientId },
                            { u"iss"_s, loginOrigin + u'/' + m_directory.tenantId + u"/v2.0"_s },
                            { u"iat"_s, now.toSecsSinceEpoch() },
                            { u"nbf"_s, now.toSecsSinceEpoch() },
                            { u"exp"_s, session.expires.toSecsSinceEpoch() },
                            { u"tid"_s, m_directory.tenantId },
                            { u"oid"_s, grant.userId },
                            { u"sub"_s,
                              toBase64Url(QCryptographicHash::hash((grant.userId + grant.clientId).toUtf8(),
                                                                   QCryptographicHash::Sha256)) },
                            { u"preferred_username"_s, user["userPrincipalName"_L1] },
                            { u"name"_s, user["displayName"_L1] },
                            { u"ver"_s, u"2.0"_s } };
        if (!nonce.isEmpty())
            claims[u"nonce"_s] = nonce;
        answer[u"id_token"_s] = QString::fromLatin1(m_key.signedToken(claims));
    }
    Reply out = Reply::of(answer);
    out.addHeader("Cache-Control", "no-store");
    return out;
}

std::optional<Session> LoginService::sessionOf(const QByteArray &accessToken) const
{
    const auto found = m_sessions.constFind(accessToken);
    if (found == m_sessions.constEnd() || found->expires < m_directory.now())
        return std::nullopt;
    return *found;
}

void LoginService::revoke(const QString &userId)
{
    m_sessions.removeIf([&](auto entry) { return entry.value().userId == userId; });
}

} // namespace bg
