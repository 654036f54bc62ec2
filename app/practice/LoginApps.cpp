// SPDX-License-Identifier: GPL-3.0-or-later
// The token endpoint for apps: OAuth 2.0 client credentials with an assertion.
#include "app/practice/LoginForms.h"
#include "app/practice/LoginService.h"

#include <algorithm>

namespace bg {

using namespace Qt::StringLiterals;
using namespace login;

namespace {

const QString jwtBearer = u"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_s;

// In every token, whoever holds it.
const QString noDirectoryRole = u"0997a1d0-0d1d-4acb-b408-d5ca73121e90"_s;

} // namespace

Reply LoginService::tokenForApp(const QUrlQuery &form, const QString &tenant)
{
    const QString client = item(form, "client_id");
    const QList<AppRegistration> &apps = m_directory.scenario.apps;
    const auto app = std::find_if(apps.begin(), apps.end(),
                                  [&](const AppRegistration &one) { return one.clientId == client; });
    if (tenant == "organizations"_L1 || tenant == "common"_L1)
        return oauthError("invalid_request", 50194,
                          u"Application is not configured as a multi-tenant application. Use a tenant-specific endpoint."_s);
    if (app == apps.end())
        return oauthError("unauthorized_client", 700016,
                          u"Application with identifier '%1' was not found in the directory."_s.arg(client));
    if (app->isDisabled)
        return oauthError("unauthorized_client", 7000112, u"Application '%1' is disabled."_s.arg(client));
    if (item(form, "client_assertion").isEmpty() || item(form, "client_assertion_type") != jwtBearer)
        return oauthError(
            "invalid_client", 7000218,
            u"The request body must contain the following parameter: 'client_assertion' or 'client_secret'."_s, 401);
    if (item(form, "scope") != m_directory.graphOrigin + "/.default"_L1)
        return oauthError("invalid_scope", 1002012,
                          u"The provided value for scope %1 is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier."_s
                              .arg(item(form, "scope")));
    AssertionVerification::Expected expected;
    expected.now = m_directory.now();
    for (const QString &name : { tenant, m_directory.tenantId }) {
        expected.audiences.append(loginOrigin + u'/' + name + "/oauth2/v2.0/token"_L1);
        expected.audiences.append(loginOrigin + u'/' + name + "/v2.0"_L1);
    }
    if (const auto refused = m_assertions.refusal(item(form, "client_assertion").toLatin1(), *app, expected))
        return oauthError("invalid_client", refused->number, refused->text, 401);
    if (app->isBlocked)
        return oauthError("invalid_grant", 53003,
                          u"Access has been blocked by Conditional Access policies."_s);

    const QDateTime now = m_directory.now();
    Session session;
    session.userId = seededId(u"servicePrincipal "_s + client);
    session.clientId = client;
    session.audience = m_directory.graphOrigin;
    session.scopes = app->permissions;
    session.roles = app->directoryRoles;
    session.isApp = true;
    session.isCae = askedBy(item(form, "claims")).isCae;
    session.issued = now;
    session.expires = now.addSecs(m_directory.scenario.tokenLifetime.count());
    QJsonObject claims{ { u"aud"_s, session.audience },
                        { u"iss"_s, loginOrigin + u'/' + m_directory.tenantId + u'/' },
                        { u"iat"_s, now.toSecsSinceEpoch() },
                        { u"nbf"_s, now.toSecsSinceEpoch() },
                        { u"exp"_s, session.expires.toSecsSinceEpoch() },
                        { u"app_displayname"_s, app->displayName },
                        { u"appid"_s, client },
                        { u"idtyp"_s, u"app"_s },
                        { u"oid"_s, session.userId },
                        { u"sub"_s, session.userId },
                        { u"tid"_s, m_directory.tenantId },
                        { u"uti"_s, QString::fromLatin1(randomToken()) },
                        { u"ver"_s, u"1.0"_s },
                        { u"wids"_s, QJsonArray::fromStringList(app->directoryRoles + QStringList{ noDirectoryRole }) } };
    if (!app->permissions.isEmpty()) // without any consent the claim is not there
        claims[u"roles"_s] = QJsonArray::fromStringList(app->permissions);
    const QByteArray access = m_key.signedToken(claims);
    m_sessions[access] = session;
    Reply answer = Reply::of({ { u"token_type"_s, u"Bearer"_s },
                               { u"expires_in"_s, double(m_directory.scenario.tokenLifetime.count()) },
                               { u"ext_expires_in"_s, double(m_directory.scenario.tokenLifetime.count()) },
                               { u"access_token"_s, QString::fromLatin1(access) } });
    answer.addHeader("Cache-Control", "no-store");
    return answer;
}

} // namespace bg
