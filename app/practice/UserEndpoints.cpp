// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Ids.h"
#include "app/base/Random.h"
#include "app/practice/Collection.h"
#include "app/practice/Directory.h"
#include "app/practice/Endpoints.h"
#include "app/practice/Json.h"
#include "app/practice/Password.h"
#include "app/practice/Refusals.h"
#include "app/practice/Router.h"
#include "app/practice/Shapes.h"

#include <QRegularExpression>

#include <algorithm>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

const QString userType = u"user"_s;

Showing showingUsers(const Directory &d)
{
    return { .type = userType,
             .context = u"users"_s,
             .origin = d.graphOrigin,
             .byDefault
             = { u"businessPhones"_s, u"displayName"_s, u"givenName"_s, u"jobTitle"_s, u"mail"_s, u"mobilePhone"_s,
                 u"officeLocation"_s, u"preferredLanguage"_s, u"surname"_s, u"userPrincipalName"_s, u"id"_s } };
}

QList<QJsonObject> settledUsers(const Directory &d)
{
    QList<QJsonObject> list;
    for (auto user = d.users.begin(); user != d.users.end(); ++user)
        if (d.isSettled(user.key(), u"user"_s))
            list.append(user.value());
    return list;
}

// Entra's rules for user principal names, and the domains of this tenant.
std::optional<Reply> problemWithName(const Directory &d, const QString &upn, const QString &exceptId = {})
{
    static const QRegularExpression local(uR"(^[A-Za-z0-9'.\-_!#^~]{1,64}$)"_s);
    const QString name = upn.section(u'@', 0, 0);
    const QString domain = upn.section(u'@', 1);
    if (upn.count(u'@') != 1 || !local.match(name).hasMatch() || name.endsWith(u'.') || upn.size() > 113)
        return refusal::badRequest(u"Property userPrincipalName is invalid."_s);
    bool isVerified = false;
    for (const QJsonValue &entry : d.domains)
        isVerified = isVerified || entry["id"_L1].toString().compare(domain, Qt::CaseInsensitive) == 0;
    if (!isVerified)
        return refusal::badRequest(
            u"The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization."_s);
    for (const QJsonObject &other : d.users)
        if (other["userPrincipalName"_L1].toString().compare(upn, Qt::CaseInsensitive) == 0
            && other["id"_L1].toString() != exceptId)
            return refusal::badRequest(
                u"Another object with the same value for property userPrincipalName already exists."_s);
    return std::nullopt;
}

std::optional<Reply> problemWithNickname(const Directory &d, const QString &nickname, const QString &exceptId = {})
{
    if (nickname.isEmpty() || nickname.size() > 64 || nickname.contains(u'@') || nickname.contains(u' '))
        return refusal::badRequest(u"Property mailNickname is invalid."_s);
    for (const QJsonObject &other : d.users)
        if (other["mailNickname"_L1].toString().compare(nickname, Qt::CaseInsensitive) == 0
            && other["id"_L1].toString() != exceptId)
            return refusal::badRequest(
                u"Another object with the same value for property mailNickname already exists."_s);
    return std::nullopt;
}

std::optional<Reply> problemWithPassword(const Directory &d, const QString &password, const QString &upn)
{
    Q_UNUSED(d)
    if (isStrongPassword(password, upn.section(u'@', 0, 0)))
        return std::nullopt;
    return refusal::badRequest(
        u"The specified password does not comply with password complexity requirements. Please provide a different password."_s);
}

std::optional<Reply> problemWithPolicies(const QJsonValue &policies)
{
    for (const QString &word : policies.toString().split(u',', Qt::SkipEmptyParts)) {
        const QString name = word.trimmed();
        if (name != "DisablePasswordExpiration"_L1 && name != "DisableStrongPassword"_L1 && name != "None"_L1)
            return refusal::badRequest(
                u"Invalid value specified for property 'passwordPolicies' of resource 'User'."_s);
    }
    return std::nullopt;
}

// Password, the switch and what is telephoned or mailed to: of a Global Administrator only its equals and Privileged
// Authentication Administrators change them (Microsoft Entra built-in roles, "who can perform sensitive actions").
bool isSensitive(const QString &property)
{
    static const QStringList properties{ u"passwordProfile"_s, u"accountEnabled"_s, u"mobilePhone"_s,
                                         u"businessPhones"_s, u"otherMails"_s };
    return properties.contains(property);
}

bool mayTouchSecretsOf(const Directory &d, const Session &session, const QString &id)
{
    static const QString privilegedAuthenticationAdministrator = u"7be44c8a-adaf-4e2a-84d6-ab2649e08a13"_s;
    return !d.activeRoles(id).contains(globalAdministratorRole(), Qt::CaseInsensitive)
        || session.roles.contains(globalAdministratorRole(), Qt::CaseInsensitive)
        || session.roles.contains(privilegedAuthenticationAdministrator, Qt::CaseInsensitive);
}

Reply createUser(Directory &d, const Call &call)
{
    if (auto problem = refusal::forShape(userType, call))
        return *problem;
    for (const QString &name :
         { u"accountEnabled"_s, u"displayName"_s, u"mailNickname"_s, u"userPrincipalName"_s, u"passwordProfile"_s })
        if (call.body[name].isUndefined() || call.body[name].isNull() || call.body[name] == QJsonValue(QString()))
            return refusal::badRequest(u"A value is required for property '%1' of resource 'User'."_s.arg(name));
    const QString upn = call.body["userPrincipalName"_L1].toString();
    const QString password = call.body["passwordProfile"_L1]["password"_L1].toString();
    for (const auto &problem :
         { problemWithName(d, upn), problemWithNickname(d, call.body["mailNickname"_L1].toString()),
           problemWithPassword(d, password, upn), problemWithPolicies(call.body["passwordPolicies"_L1]) })
        if (problem)
            return *problem;

    QJsonObject user = d.users[d.operatorId]; // for the properties that every user has
    for (auto member = user.begin(); member != user.end(); ++member)
        if (member->isString() || member->isBool())
            *member = QJsonValue::Null;
    const QString id = randomGuid();
    mergeInto(user, call.body);
    user[u"id"_s] = id;
    user[u"userType"_s] = u"Member"_s;
    user[u"createdDateTime"_s] = d.timestamp();
    user[u"signInSessionsValidFromDateTime"_s] = d.timestamp();
    user[u"identities"_s] = QJsonArray{ QJsonObject{ { u"signInType"_s, u"userPrincipalName"_s },
                                                     { u"issuer"_s, d.scenario.initialDomain },
                                                     { u"issuerAssignedId"_s, upn } } };
    QJsonObject profile = call.body["passwordProfile"_L1].toObject();
    profile.remove("password"_L1);
    user[u"passwordProfile"_s] = profile;
    d.users[id] = user;
    d.setPassword(id, password);
    d.settleIn(id, u"user"_s, d.scenario.userLag);
    d.settleIn(id, u"principal"_s, d.scenario.principalLag);
    d.audit(call.session.userId, u"Add user"_s, u"UserManagement"_s, u"User"_s, id);
    return shown(call, user, showingUsers(d), 201);
}

Reply updateUser(Directory &d, const Call &call)
{
    QJsonObject *user = d.user(call.captures[0]);
    if (!user)
        return refusal::notFound(call.captures[0]);
    if (auto problem = refusal::forShape(userType, call))
        return *problem;
    const QString id = user->value("id"_L1).toString();
    const QString upn = call.body.contains("userPrincipalName"_L1) ? call.body["userPrincipalName"_L1].toString()
                                                                   : user->value("userPrincipalName"_L1).toString();
    const bool setsPassword = call.body.contains("passwordProfile"_L1);
    const bool setsEnabled = call.body.contains("accountEnabled"_L1);
    const bool setsOther = call.body.size() > int(setsPassword) + int(setsEnabled);
    const Session &session = call.session;
    const bool isDirect = session.mayWith(u"Directory.AccessAsUser.All"_s);
    if (setsPassword && !isDirect && !session.mayWith(u"User-PasswordProfile.ReadWrite.All"_s))
        return refusal::denied();
    if (setsEnabled && !isDirect && !session.mayWith(u"User.EnableDisableAccount.All"_s))
        return refusal::denied();
    if (setsOther && !isDirect && !session.mayWith(u"User.ReadWrite.All"_s)
        && !session.mayWith(u"User.ReadUpdate.All"_s))
        return refusal::denied();
    const QStringList properties = call.body.keys();
    if (std::any_of(properties.begin(), properties.end(), isSensitive) && !mayTouchSecretsOf(d, session, id))
        return refusal::denied();
    if (d.isRestricted(id))
        return refusal::restricted();
    if (setsPassword && (*user)["onPremisesSyncEnabled"_L1].toBool())
        return refusal::badRequest(
            u"Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration."_s);
    const QString password = call.body["passwordProfile"_L1]["password"_L1].toString();
    if (setsPassword && call.body["passwordProfile"_L1].toObject().contains("password"_L1))
        if (auto problem = problemWithPassword(d, password, upn))
            return *problem;
    if (call.body.contains("userPrincipalName"_L1))
        if (auto problem = problemWithName(d, upn, id))
            return *problem;
    if (call.body.contains("mailNickname"_L1))
        if (auto problem = problemWithNickname(d, call.body["mailNickname"_L1].toString(), id))
            return *problem;
    if (auto problem = problemWithPolicies(call.body["passwordPolicies"_L1]))
        return *problem;

    QJsonObject change = call.body;
    QJsonObject profile = call.body["passwordProfile"_L1].toObject();
    profile.remove("password"_L1);
    if (setsPassword)
        change[u"passwordProfile"_s] = profile;
    mergeInto(*user, change);
    if (!password.isEmpty())
        d.setPassword(id, password);
    d.audit(session.userId, setsPassword ? u"Reset user password"_s : u"Update user"_s, u"UserManagement"_s, u"User"_s,
            id);
    return Reply::noContent();
}

Reply removeUser(Directory &d, const Call &call)
{
    const QJsonObject *user = d.user(call.captures[0]);
    if (!user)
        return refusal::notFound(call.captures[0]);
    const QString id = user->value("id"_L1).toString();
    if (!mayTouchSecretsOf(d, call.session, id))
        return refusal::denied();
    if (d.isRestricted(id))
        return refusal::restricted();
    d.audit(call.session.userId, u"Delete user"_s, u"UserManagement"_s, u"User"_s, id);
    d.remove(id);
    return Reply::noContent();
}

Reply restore(Directory &d, const Call &call)
{
    const QString id = call.captures[0];
    if (!d.deleted.contains(id))
        return refusal::notFound(id);
    QJsonObject object = d.deleted[id];
    const bool isUser = object.contains("userPrincipalName"_L1);
    if (isUser)
        if (auto problem = problemWithName(d, object["userPrincipalName"_L1].toString()))
            return *problem;
    object[u"deletedDateTime"_s] = QJsonValue::Null;
    (isUser ? d.users : d.groups)[id] = object;
    d.deleted.remove(id);
    object[u"@odata.type"_s] = isUser ? u"#microsoft.graph.user"_s : u"#microsoft.graph.group"_s;
    return shown(call, object,
                 { .type = isUser ? userType : u"group"_s, .context = u"directoryObjects"_s, .origin = d.graphOrigin });
}

// Nobody may go through the people of a large tenant one by one.
Reply list(const Directory &d, const Call &call)
{
    const int further = d.scenario.furtherUsers;
    if (further == 0)
        return shown(call, settledUsers(d), showingUsers(d));
    Showing how = showingUsers(d);
    how.needsFilter = true;
    Reply answer = shown(call, settledUsers(d), how);
    if (answer.json.contains("@odata.count"_L1))
        answer.json[u"@odata.count"_s] = answer.json["@odata.count"_L1].toInt() + further;
    return answer;
}

} // namespace

void addUsers(Router &router, Directory &d)
{
    const QString reads
        = u"User.Read.All|User.ReadWrite.All|Directory.Read.All|Directory.ReadWrite.All|Directory.AccessAsUser.All"_s;
    const auto anybody = Router::Caller::Anybody;
    router.on(
        "GET", u"me"_s, u"me.get"_s, u"User.Read|User.ReadWrite|User.Read.All|User.ReadWrite.All"_s,
        [&d](const Call &call) {
            return call.session.isApp
                ? Reply::refused(400, "BadRequest",
                                 u"/me request is only valid with delegated authentication flow."_s)
                : shown(call, d.users.value(call.session.userId), showingUsers(d));
        },
        anybody);
    router.on(
        "GET", u"users"_s, u"users.list"_s, reads + u"|User.ReadBasic.All"_s,
        [&d](const Call &call) { return list(d, call); }, anybody);
    router.on(
        "GET", u"users/{}"_s, u"users.get"_s, reads,
        [&d](const Call &call) {
            const QJsonObject *user = d.user(call.captures[0]);
            return user ? shown(call, *user, showingUsers(d)) : refusal::notFound(call.captures[0]);
        },
        anybody);
    router.on("POST", u"users"_s, u"users.create"_s, u"User.ReadWrite.All|User.Create|Directory.ReadWrite.All"_s,
              [&d](const Call &call) { return createUser(d, call); });
    router.on("PATCH", u"users/{}"_s, u"users.update"_s, {}, [&d](const Call &call) { return updateUser(d, call); });
    router.on("DELETE", u"users/{}"_s, u"users.delete"_s,
              u"User.DeleteRestore.All|User.ReadWrite.All|Directory.AccessAsUser.All"_s,
              [&d](const Call &call) { return removeUser(d, call); });
    router.on("POST", u"users/{}/revokeSignInSessions"_s, u"users.revokeSignInSessions"_s,
              u"User.RevokeSessions.All|User.ReadWrite.All|Directory.ReadWrite.All"_s, [&d](const Call &call) {
                  QJsonObject *user = d.user(call.captures[0]);
                  if (!user)
                      return refusal::notFound(call.captures[0]);
                  if (d.isRestricted((*user)["id"_L1].toString()))
                      return refusal::restricted();
                  (*user)[u"signInSessionsValidFromDateTime"_s] = d.timestamp();
                  return Reply::of(
                      { { u"@odata.context"_s, d.graphOrigin + u'/' + call.version + u"/$metadata#Edm.Boolean"_s },
                        { u"value"_s, true } });
              });
    router.on("GET", u"directory/deletedItems/microsoft.graph.user"_s, u"directory.deletedItems.listUsers"_s, reads,
              [&d](const Call &call) {
                  QList<QJsonObject> twins;
                  for (const QJsonObject &object : d.deleted)
                      if (object.contains("userPrincipalName"_L1))
                          twins.append(object);
                  Showing how = showingUsers(d);
                  how.byDefault.append(u"deletedDateTime"_s);
                  return shown(call, twins, how);
              });
    router.on("GET", u"directory/deletedItems/{}"_s, u"directory.deletedItems.get"_s, reads, [&d](const Call &call) {
        if (!d.deleted.contains(call.captures[0]))
            return refusal::notFound(call.captures[0]);
        QJsonObject object = d.deleted[call.captures[0]];
        const bool isUser = object.contains("userPrincipalName"_L1);
        object[u"@odata.type"_s] = isUser ? u"#microsoft.graph.user"_s : u"#microsoft.graph.group"_s;
        return shown(
            call, object,
            { .type = isUser ? userType : u"group"_s, .context = u"directoryObjects"_s, .origin = d.graphOrigin });
    });
    router.on("DELETE", u"directory/deletedItems/{}"_s, u"directory.deletedItems.delete"_s,
              u"User.DeleteRestore.All|Directory.AccessAsUser.All"_s, [&d](const Call &call) {
                  return d.deleted.remove(call.captures[0]) ? Reply::noContent() : refusal::notFound(call.captures[0]);
              });
    router.on("POST", u"directory/deletedItems/{}/restore"_s, u"directory.deletedItems.restore"_s,
              u"User.DeleteRestore.All|User.ReadWrite.All|Group.ReadWrite.All|Directory.ReadWrite.All"_s,
              [&d](const Call &call) { return restore(d, call); });
}

} // namespace bg
