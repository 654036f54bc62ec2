// SPDX-License-Identifier: GPL-3.0-or-later
// All sign-in methods of one account, per-user MFA, preferences, password reset.
#include "app/base/Random.h"
#include "app/practice/Directory.h"
#include "app/practice/Endpoints.h"
#include "app/practice/Password.h"
#include "app/practice/Refusals.h"
#include "app/practice/Router.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

const QString passwordMethod = u"28c10230-6103-485e-b985-444c60001490"_s;

QJsonArray methodsOf(const Directory &d, const QString &userId)
{
    QJsonArray methods = d.otherMethods.value(userId);
    methods.prepend(QJsonObject{ { u"@odata.type"_s, u"#microsoft.graph.passwordAuthenticationMethod"_s },
                                 { u"id"_s, passwordMethod },
                                 { u"password"_s, QJsonValue::Null },
                                 { u"createdDateTime"_s, d.users[userId]["lastPasswordChangeDateTime"_L1] } });
    for (const Passkey &passkey : d.passkeys.value(userId)) {
        QJsonObject method = passkey.method;
        method[u"@odata.type"_s] = u"#microsoft.graph.fido2AuthenticationMethod"_s;
        methods.append(method);
    }
    return methods;
}

Reply resetPassword(Directory &d, const Call &call, const QString &userId)
{
    if (userId == call.session.userId || call.captures[1] != passwordMethod)
        return refusal::badRequest(u"The password of this account cannot be reset here."_s);
    if (d.isRestricted(userId))
        return refusal::restricted();
    const bool isGenerated = call.body["newPassword"_L1].toString().isEmpty();
    const QString password
        = isGenerated ? QString::fromLatin1(randomToken()).left(12) + u"aA1"_s : call.body["newPassword"_L1].toString();
    if (!isStrongPassword(password, d.users[userId]["userPrincipalName"_L1].toString().section(u'@', 0, 0)))
        return refusal::badRequest(
            u"The specified password does not comply with password complexity requirements. Please provide a different password."_s);
    d.setPassword(userId, password);
    d.users[userId][u"passwordProfile"_s] = QJsonObject{ { u"forceChangePasswordNextSignIn"_s, true } };
    Reply answer = Reply::of({ { u"newPassword"_s, isGenerated ? QJsonValue(password) : QJsonValue::Null } }, 202);
    answer.addHeader(
        "Location",
        (d.graphOrigin + u"/v1.0/users/"_s + userId + u"/authentication/operations/"_s + randomGuid()).toUtf8());
    d.audit(call.session.userId, u"Reset user password"_s, u"UserManagement"_s, u"User"_s, userId);
    return answer;
}

} // namespace

void addMethods(Router &router, Directory &d)
{
    const QString base = u"users/{}/authentication/"_s;
    const QString readsMethods = u"UserAuthenticationMethod.Read.All|UserAuthenticationMethod.ReadWrite.All"_s;
    // Endpoints of one account: the id, or 404.
    const auto onUser = [&](const QByteArray &method, const QString &path, const QString &operation,
                            const QString &scopes, auto endpoint) {
        router.on(method, path, operation, scopes, [&d, endpoint](const Call &call) {
            const QJsonObject *user = d.user(call.captures[0]);
            return user ? endpoint(call, (*user)["id"_L1].toString()) : refusal::notFound(call.captures[0]);
        });
    };
    onUser("GET", base + u"methods"_s, u"users.authentication.methods.list"_s, readsMethods,
           [&d](const Call &call, const QString &id) {
               return Reply::of({ { u"@odata.context"_s,
                                    d.graphOrigin + u'/' + call.version
                                        + u"/$metadata#users('%1')/authentication/methods"_s.arg(id) },
                                  { u"value"_s, methodsOf(d, id) } });
           });
    onUser("POST", u"v1.0:"_s + base + u"methods/{}/resetPassword"_s, u"users.authentication.methods.resetPassword"_s,
           u"UserAuthenticationMethod.ReadWrite.All"_s,
           [&d](const Call &call, const QString &id) { return resetPassword(d, call, id); });
    onUser("GET", u"v1.0:"_s + base + u"operations/{}"_s, u"users.authentication.operations.get"_s, readsMethods,
           [&d](const Call &call, const QString &) {
               return Reply::of({ { u"id"_s, call.captures[1] },
                                  { u"status"_s, u"succeeded"_s },
                                  { u"createdDateTime"_s, d.timestamp() },
                                  { u"lastActionDateTime"_s, d.timestamp() } });
           });
    onUser("GET", u"beta:"_s + base + u"requirements"_s, u"users.authentication.requirements.get"_s,
           u"Policy.Read.All"_s, [&d](const Call &, const QString &id) {
               return Reply::of({ { u"perUserMfaState"_s, d.perUserMfa.value(id, u"disabled"_s) } });
           });
    onUser("PATCH", u"beta:"_s + base + u"requirements"_s, u"users.authentication.requirements.update"_s,
           u"Policy.ReadWrite.AuthenticationMethod"_s, [&d](const Call &call, const QString &id) {
               if (auto problem = refusal::forShape(u"strongAuthenticationRequirements"_s, call))
                   return *problem;
               d.perUserMfa[id] = call.body["perUserMfaState"_L1].toString();
               return Reply::noContent();
           });
    onUser("GET", u"beta:"_s + base + u"signInPreferences"_s, u"users.authentication.signInPreferences.get"_s,
           readsMethods, [](const Call &, const QString &) {
               return Reply::of({ { u"isSystemPreferredAuthenticationMethodEnabled"_s, true },
                                  { u"userPreferredMethodForSecondaryAuthentication"_s, QJsonValue::Null } });
           });
}

} // namespace bg
