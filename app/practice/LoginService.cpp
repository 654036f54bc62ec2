// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/LoginService.h"

#include "app/base/Random.h"
#include "app/practice/LoginForms.h"
#include "app/practice/PasskeyPolicy.h"
#include "app/practice/Password.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>
#include <QUuid>

namespace bg {

using namespace Qt::StringLiterals;
using namespace login;

namespace {

const QString loginRpId = u"login.microsoft.com"_s;
const QString expiredPassword = u"AADSTS50055: "_s;

Reply html(const QString &title, const QString &body, int status = 200)
{
    Reply answer;
    answer.status = status;
    answer.contentType = "text/html; charset=utf-8";
    answer.page = u"<!doctype html><html lang=en><meta charset=utf-8><title>%1</title><style>body{font:16px/1.5 "
                  u"system-ui,sans-serif;"
                  "background:#f3f4f6;color:#1f2937;display:grid;place-items:center;min-height:100vh;margin:0}main{"
                  "background:#fff;"
                  "padding:2.5rem 3rem;border-radius:12px;box-shadow:0 8px 30px "
                  "#0002;max-width:26rem}input{display:block;width:100%;"
                  "box-sizing:border-box;font:inherit;padding:.5rem;margin:.25rem 0 "
                  "1rem}button{font:inherit;padding:.5rem 1.2rem;"
                  "margin-right:.5rem}.bad{color:#b91c1c}small{color:#6b7280}</style><main><h1>%1</h1>%2</main>"_s
                      .arg(title, body)
                      .toUtf8();
    return answer;
}

Reply errorPage(int number, const QString &text)
{
    return html(u"Sorry, but we're having trouble signing you in"_s,
                u"<p class=bad>AADSTS%1: %2</p>"_s.arg(number).arg(text.toHtmlEscaped()), 400);
}

// Only what is registered: http://localhost with any port and no path; a registration of one's own may add 127.0.0.1.
bool isRegistered(const QString &redirect, const QString &client)
{
    const QUrl url(redirect, QUrl::StrictMode);
    const bool isHost = url.host() == "localhost"_L1 || (client != wellKnownClient && url.host() == "127.0.0.1"_L1);
    return url.scheme() == "http"_L1 && isHost && (url.path().isEmpty() || url.path() == "/"_L1) && !url.hasQuery()
        && !url.hasFragment();
}

Reply redirect(QUrl to, const QUrlQuery &query)
{
    if (to.path().isEmpty())
        to.setPath(u"/"_s); // an address without path comes back with one
    to.setQuery(query);
    Reply answer;
    answer.status = 302;
    answer.addHeader("Location", to.toEncoded());
    return answer;
}

Reply redirectWithError(const QString &redirectUri, const QString &state, const char *error, int number,
                        const QString &text)
{
    QUrlQuery query;
    query.addQueryItem(u"error"_s, QLatin1String(error));
    query.addQueryItem(u"error_description"_s,
                       QString::fromLatin1(QUrl::toPercentEncoding(u"AADSTS%1: %2"_s.arg(number).arg(text))));
    query.addQueryItem(u"state"_s, QString::fromLatin1(QUrl::toPercentEncoding(state)));
    return redirect(QUrl(redirectUri), query);
}

} // namespace

LoginService::LoginService(Directory &directory) : m_directory(directory) { }

bool LoginService::isOurTenant(const QString &name) const
{
    if (name == "organizations"_L1 || name == "common"_L1
        || name.compare(m_directory.tenantId, Qt::CaseInsensitive) == 0)
        return true;
    for (const QJsonValue &domain : std::as_const(m_directory.domains))
        if (domain["id"_L1].toString().compare(name, Qt::CaseInsensitive) == 0)
            return true;
    return false;
}

Reply LoginService::answer(const Call &call, QString &operation)
{
    const QString tenant = call.segments.value(0);
    const QString rest = call.segments.mid(1).join(u'/');
    const auto is = [&](const char *method, const char *path, const char *name) {
        if (call.method != method || rest != QLatin1String(path))
            return false;
        operation = u"login."_s + QLatin1String(name);
        return true;
    };
    if (!isOurTenant(tenant)) {
        operation = u"login.unknownTenant"_s;
        const QString text
            = u"Tenant '%1' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud."_s
                  .arg(tenant);
        if (rest == "v2.0/.well-known/openid-configuration"_L1)
            return oauthError("invalid_tenant", 90002, text);
        return call.method == "GET" ? errorPage(90002, text) : oauthError("invalid_request", 90002, text);
    }
    if (is("GET", "oauth2/v2.0/authorize", "authorize"))
        return authorize(call, tenant);
    if (is("POST", "practice/signin", "signIn"))
        return signIn(call);
    if (is("POST", "oauth2/v2.0/token", "token"))
        return token(call);
    if (is("POST", "oauth2/v2.0/devicecode", "deviceCode"))
        return deviceCode(call, tenant);
    if (is("GET", "practice/device", "devicePage"))
        return html(
            u"Enter the code"_s,
            u"<form method=post><label>Code<input name=code autofocus></label><label>Account<input name=user></label>"
            "<label>Password<input type=password name=password></label><button>Sign in</button></form>"_s);
    if (is("POST", "practice/device", "enterDeviceCode"))
        return enterDeviceCode(call);
    if (is("GET", "oauth2/v2.0/logout", "logout"))
        return html(u"You signed out"_s, u"<p>You may close this window.</p>"_s);
    if (is("GET", "discovery/v2.0/keys", "keys"))
        return Reply::of(m_key.keySet());
    if (is("GET", "v2.0/.well-known/openid-configuration", "configuration")) {
        const QString base = loginOrigin + u'/' + tenant;
        return Reply::of(
            { { u"issuer"_s,
                loginOrigin + u'/'
                    + (tenant == "organizations"_L1 || tenant == "common"_L1 ? u"{tenantid}"_s : m_directory.tenantId)
                    + u"/v2.0"_s },
              { u"authorization_endpoint"_s, base + u"/oauth2/v2.0/authorize"_s },
              { u"token_endpoint"_s, base + u"/oauth2/v2.0/token"_s },
              { u"device_authorization_endpoint"_s, base + u"/oauth2/v2.0/devicecode"_s },
              { u"end_session_endpoint"_s, base + u"/oauth2/v2.0/logout"_s },
              { u"jwks_uri"_s, base + u"/discovery/v2.0/keys"_s },
              { u"response_types_supported"_s, QJsonArray{ u"code"_s } },
              { u"code_challenge_methods_supported"_s, QJsonArray{ u"S256"_s } },
              { u"id_token_signing_alg_values_supported"_s, QJsonArray{ u"RS256"_s } } });
    }
    return html(u"Not found"_s, u"<p>There is no such page.</p>"_s, 404);
}

Reply LoginService::authorize(const Call &call, const QString &tenant)
{
    const QUrlQuery query = formOf(call.query.query(QUrl::FullyEncoded));
    Flow flow;
    flow.tenant = tenant;
    flow.clientId = item(query, "client_id");
    flow.redirectUri = item(query, "redirect_uri");
    flow.state = item(query, "state");
    flow.nonce = item(query, "nonce");
    flow.scope = item(query, "scope");
    flow.loginHint = item(query, "login_hint");
    flow.codeChallenge = item(query, "code_challenge");
    if (QUuid(flow.clientId).isNull())
        return errorPage(700016,
                         u"Application with identifier '%1' was not found in the directory."_s.arg(flow.clientId));
    if (!isRegistered(flow.redirectUri, flow.clientId))
        return errorPage(
            50011,
            u"The redirect URI '%1' specified in the request does not match the redirect URIs configured for the application."_s
                .arg(flow.redirectUri));
    const auto refuse = [&](const char *error, int number, const QString &text) {
        return redirectWithError(flow.redirectUri, flow.state, error, number, text);
    };
    if (item(query, "response_type") != "code"_L1)
        return refuse("unsupported_response_type", 700051,
                      u"The response type is not supported for the application."_s);
    if (const QString mode = item(query, "response_mode"); !mode.isEmpty() && mode != "query"_L1)
        return refuse("invalid_request", 70007, u"The response mode is not supported here."_s);
    static const QRegularExpression challenge(uR"(^[A-Za-z0-9_-]{43}$)"_s);
    if (item(query, "code_challenge_method") != "S256"_L1 || !challenge.match(flow.codeChallenge).hasMatch())
        return refuse("invalid_request", 9002325,
                      u"Proof Key for Code Exchange is required for cross-origin authorization code redemption."_s);
    QStringList names;
    QString problem;
    if (resourceOf(flow.scope, names, problem).isEmpty())
        return refuse("invalid_scope", 70011, problem);
    if (item(query, "prompt") == "none"_L1)
        return refuse("login_required", 50058, u"A silent sign-in request was sent but no user is signed in."_s);
    const AskedClaims asked = askedBy(item(query, "claims"));
    flow.contexts = asked.contexts;
    flow.isCae = asked.isCae;
    flow.asksForMfa = asked.isMfa;
    flow.passkeyChallenge = QString::fromLatin1(randomToken());
    flow.end = m_directory.now().addSecs(600);
    const QString id = QString::fromLatin1(randomToken());
    m_flows[id] = flow;
    return page(id);
}

Reply LoginService::page(const QString &flowId, const QString &problem) const
{
    const Flow flow = m_flows.value(flowId);
    const QJsonObject operatorUser = m_directory.users.value(m_directory.operatorId);
    const QString name = flow.loginHint.isEmpty() ? operatorUser["userPrincipalName"_L1].toString() : flow.loginHint;
    const bool isOperator = name.compare(operatorUser["userPrincipalName"_L1].toString(), Qt::CaseInsensitive) == 0;
    QStringList scopes = flow.scope.split(u' ', Qt::SkipEmptyParts);
    const QString body = u"%1<form method=post action='/%2/practice/signin' data-challenge='%3' data-rp='%4'><input "
                         u"type=hidden name=flow value='%5'>"
                         "<label>Account<input name=user value='%6' autofocus></label><label>Password<input "
                         "type=password name=password value='%7'></label>"
                         "%9<button>Sign in and accept</button><button name=cancel value=1>Cancel</button></form>"
                         "<p><small>This is a practice tenant on your own computer. Asked for: %8</small></p>"_s.arg(
                             problem.isEmpty() ? QString() : u"<p class=bad>%1</p>"_s.arg(problem.toHtmlEscaped()),
                             flow.tenant.toHtmlEscaped(), flow.passkeyChallenge, loginRpId, flowId, name.toHtmlEscaped(),
                             isOperator ? u"practice"_s : QString(), scopes.join(u", "_s).toHtmlEscaped(),
                             problem.startsWith(expiredPassword)
                                 ? u"<label>New password<input type=password name=newpassword></label>"_s
                                 : QString());
    return html(u"Sign in"_s, body);
}

// A password that opens the account once is good for nothing but choosing the next one, which takes its place here.
QString LoginService::problemWithNewPassword(const QString &userId, const QUrlQuery &form)
{
    const QString chosen = item(form, "newpassword");
    QJsonObject &user = m_directory.users[userId];
    if (chosen.isEmpty())
        return u"The password is expired and must be changed."_s;
    if (chosen == item(form, "password")
        || !isStrongPassword(chosen, user["userPrincipalName"_L1].toString().section(u'@', 0, 0)))
        return u"Choose a password that is stronger and was not used before."_s;
    m_directory.setPassword(userId, chosen);
    QJsonObject profile = user["passwordProfile"_L1].toObject();
    profile[u"forceChangePasswordNextSignIn"_s] = false;
    user[u"passwordProfile"_s] = profile;
    m_directory.audit(userId, u"Change user password"_s, u"UserManagement"_s, u"User"_s, userId);
    return {};
}

// Who signed in goes into the flow; else the words for the page.
QString LoginService::problemWithSignIn(Flow &flow, const QUrlQuery &form)
{
    const QJsonObject *user = m_directory.user(item(form, "user"));
    if (!user)
        return u"AADSTS50034: The user account does not exist in the directory."_s;
    const QString id = (*user)["id"_L1].toString();
    if (!(*user)["accountEnabled"_L1].toBool())
        return u"AADSTS50057: The user account is disabled."_s;
    const QJsonObject assertion = QJsonDocument::fromJson(item(form, "assertion").toUtf8()).object();
    const bool isPasskey = !assertion.isEmpty();
    QString method = u"Password"_s;
    if (isPasskey) {
        const QByteArray credential = fromBase64Url(assertion["id"_L1].toString());
        QString problem = u"the passkey is not known"_s;
        for (Passkey &passkey : m_directory.passkeys[id]) {
            if (passkey.credentialId != credential)
                continue;
            problem = problemWithAssertion(passkey, fromBase64Url(assertion["clientDataJSON"_L1].toString()),
                                           fromBase64Url(assertion["authenticatorData"_L1].toString()),
                                           fromBase64Url(assertion["signature"_L1].toString()), flow.passkeyChallenge,
                                           loginRpId);
            if (problem.isEmpty() && !isAdmitted(m_directory, id, passkey.method["aaGuid"_L1].toString()))
                problem = u"the passkey is not allowed by the key restriction policy"_s;
        }
        if (!problem.isEmpty()) {
            logSignIn(flow, id, 135011, problem, u"FIDO2 security key"_s);
            return u"AADSTS135011: %1."_s.arg(problem);
        }
        method = u"FIDO2 security key"_s;
    } else if (!m_directory.isPassword(id, item(form, "password").toUtf8())) {
        logSignIn(flow, id, 50126, u"Invalid username or password"_s, method);
        return u"AADSTS50126: Error validating credentials due to invalid username or password."_s;
    }
    if (const QString policy = blockingPolicy(id); !policy.isEmpty()) {
        logSignIn(flow, id, 53003, u"Access has been blocked by Conditional Access policies"_s, method);
        return u"AADSTS53003: Access has been blocked by Conditional Access policies (%1)."_s.arg(policy);
    }
    if ((*user)["passwordProfile"_L1]["forceChangePasswordNextSignIn"_L1].toBool() && !isPasskey) {
        if (const QString problem = problemWithNewPassword(id, form); !problem.isEmpty()) {
            logSignIn(flow, id, 50055, problem, method);
            return expiredPassword + problem;
        }
    }
    flow.userId = id;
    // Who is asked for MFA gives it: the practice operator has a phone at hand.
    flow.hasMfa
        = isPasskey || (id == m_directory.operatorId && (m_directory.scenario.operatorHasMfa || flow.asksForMfa));
    logSignIn(flow, id, 0, {}, method);
    return {};
}

Reply LoginService::signIn(const Call &call)
{
    const QUrlQuery form = formOf(call);
    const QString flowId = item(form, "flow");
    if (!m_flows.contains(flowId) || m_flows[flowId].end < m_directory.now())
        return errorPage(50196, u"The sign-in took too long."_s);
    if (!item(form, "cancel").isEmpty()) {
        const Flow flow = m_flows.take(flowId);
        return redirectWithError(flow.redirectUri, flow.state, "access_denied", 65004,
                                 u"User declined to consent to access the app."_s);
    }
    if (const QString problem = problemWithSignIn(m_flows[flowId], form); !problem.isEmpty())
        return page(flowId, problem);
    Flow flow = m_flows.take(flowId);
    if (m_directory.scenario.refusesConsent)
        return redirectWithError(flow.redirectUri, flow.state, "consent_required", 65001,
                                 u"The user or administrator has not consented to use the application."_s);
    QStringList names;
    QString problem;
    QStringList &consents = m_consents[flow.clientId + u' ' + resourceOf(flow.scope, names, problem)];
    for (const QString &name : std::as_const(names))
        if (!consents.contains(name))
            consents.append(name);
    const QString code = QString::fromLatin1(randomToken() + randomToken());
    flow.end = m_directory.now().addSecs(600);
    QUrlQuery query;
    query.addQueryItem(u"code"_s, code);
    query.addQueryItem(u"state"_s, QString::fromLatin1(QUrl::toPercentEncoding(flow.state)));
    query.addQueryItem(u"session_state"_s, randomGuid());
    m_codes[code] = flow;
    return redirect(QUrl(flow.redirectUri), query);
}

Reply LoginService::deviceCode(const Call &call, const QString &tenant)
{
    const QUrlQuery form = formOf(call);
    Flow flow;
    flow.tenant = tenant;
    flow.clientId = item(form, "client_id");
    flow.scope = item(form, "scope");
    QStringList names;
    QString problem;
    if (QUuid(flow.clientId).isNull())
        return oauthError("unauthorized_client", 700016, u"The application was not found in the directory."_s);
    const QString resource = resourceOf(flow.scope, names, problem);
    if (resource.isEmpty())
        return oauthError("invalid_scope", 70011, problem);
    m_consents[flow.clientId + u' ' + resource].append(names);
    flow.end = m_directory.now().addSecs(900);
    flow.userCode = randomGuid().remove(u'-').left(9).toUpper();
    const QString code = QString::fromLatin1(randomToken() + randomToken());
    m_devices[code] = flow;
    return Reply::of(
        { { u"user_code"_s, flow.userCode },
          { u"device_code"_s, code },
          { u"verification_uri"_s, loginOrigin + u"/common/practice/device"_s },
          { u"expires_in"_s, 900 },
          { u"interval"_s, 1 },
          { u"message"_s,
            u"To sign in, use a web browser to open the page %1 and enter the code %2 to authenticate."_s.arg(
                loginOrigin + u"/common/practice/device"_s, flow.userCode) } });
}

Reply LoginService::enterDeviceCode(const Call &call)
{
    const QUrlQuery form = formOf(call);
    for (Flow &flow : m_devices) {
        if (flow.userCode != item(form, "code") || flow.end < m_directory.now())
            continue;
        if (!item(form, "cancel").isEmpty()) {
            flow.isDeclined = true;
            return html(u"Cancelled"_s, {});
        }
        const QString problem = problemWithSignIn(flow, form);
        return problem.isEmpty() ? html(u"You have signed in"_s, u"<p>You may close this window.</p>"_s)
                                 : html(u"Sign in"_s, u"<p class=bad>%1</p>"_s.arg(problem.toHtmlEscaped()), 400);
    }
    return html(u"Sign in"_s, u"<p class=bad>The code is not known.</p>"_s, 404);
}

} // namespace bg
