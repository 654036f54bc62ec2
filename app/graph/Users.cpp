// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/Users.h"

#include "app/graph/ODataText.h"
#include "app/graph/SecretBody.h"

#include <QJsonArray>

namespace bg {

namespace {

// Every property that decides whether an account is fit to be one for emergencies; answers hold few without being
// asked.
QString userSelection()
{
    return QStringLiteral("$select=id,userPrincipalName,displayName,mailNickname,accountEnabled,userType,"
                          "onPremisesSyncEnabled,onPremisesImmutableId,passwordPolicies,lastPasswordChangeDateTime,"
                          "createdDateTime,isManagementRestricted,signInSessionsValidFromDateTime,assignedLicenses,"
                          "givenName,surname,jobTitle,department,officeLocation,mobilePhone");
}

GraphRequest readingUsers(const QString &path, const char *endpoint)
{
    GraphRequest request;
    request.path = path;
    request.endpoint = QLatin1String(endpoint);
    request.scopes = { QStringLiteral("User.Read.All") };
    return request;
}

// More in one filter are refused (Graph, filter query parameter: at most 15 expressions).
constexpr qsizetype mostAtOnce = 15;

QString userPath(const ObjectId &id)
{
    return QStringLiteral("/users/") + pathSegment(id.value);
}

QString typeName(const QJsonValue &json)
{
    return json[QLatin1String("@odata.type")].toString().section(QLatin1Char('.'), -1);
}

} // namespace

Result<User> Users::me(std::stop_token stop)
{
    GraphRequest request = readingUsers(QStringLiteral("/me?$select=id,userPrincipalName,displayName"), "me.get");
    request.scopes = { QStringLiteral("User.Read") };
    return m_graph.send(request, stop).map([](const GraphResponse &answer) { return User::fromJson(answer.json); });
}

Result<std::optional<User>> Users::byPrincipalName(const Upn &name, std::stop_token stop)
{
    const GraphRequest request
        = readingUsers(QStringLiteral("/users/%1?%2").arg(pathSegment(name.value), userSelection()), "users.get");
    const auto answer = m_graph.send(request, stop);
    if (answer)
        return User::fromJson(answer->json);
    if (answer.error().kind == Error::Kind::NotFound)
        return std::optional<User>();
    return fail(answer.error());
}

Result<User> Users::byId(const ObjectId &id, std::stop_token stop)
{
    const GraphRequest request = readingUsers(userPath(id) + QLatin1Char('?') + userSelection(), "users.get");
    return m_graph.send(request, stop).map([](const GraphResponse &answer) { return User::fromJson(answer.json); });
}

Result<QList<User>> Users::byIds(const QList<ObjectId> &ids, std::stop_token stop)
{
    QList<User> users;
    for (qsizetype first = 0; first < ids.size(); first += mostAtOnce) {
        QStringList literals;
        for (const ObjectId &id : ids.mid(first, mostAtOnce))
            literals.append(odataLiteral(id.value));
        const auto answer
            = m_graph.list(readingUsers(QStringLiteral("/users?$filter=id%20in%20(") + literals.join(QLatin1Char(','))
                                       + QStringLiteral(")&") + userSelection(),
                                   "users.list"),
                           stop);
        if (!answer)
            return fail(answer.error());
        for (const QJsonValue &json : *answer)
            users.append(User::fromJson(json.toObject()));
    }
    return users;
}

Result<User> Users::create(const NewUser &user, const Secret &password, std::stop_token stop)
{
    GraphRequest request;
    request.method = "POST";
    request.path = QStringLiteral("/users");
    request.endpoint = QStringLiteral("users.create");
    request.scopes = { QStringLiteral("User.ReadWrite.All") };
    request.body = {
        { QStringLiteral("accountEnabled"), true },
        { QStringLiteral("displayName"), user.displayName },
        { QStringLiteral("mailNickname"), user.mailNickname },
        { QStringLiteral("userPrincipalName"), user.userPrincipalName.value },
        { QStringLiteral("passwordPolicies"), QStringLiteral("DisablePasswordExpiration") },
        { QStringLiteral("passwordProfile"),
          QJsonObject{ { QStringLiteral("password"), secretPlace() },
                       { QStringLiteral("forceChangePasswordNextSignIn"), false },
                       { QStringLiteral("forceChangePasswordNextSignInWithMfa"), false } } },
    };
    request.secretBody = [&] { return secretBody(request.body, password); };
    std::optional<User> found;
    request.didArrive = [&](std::stop_token stopLooking) -> Result<bool> {
        auto seen = byPrincipalName(user.userPrincipalName, stopLooking);
        if (!seen)
            return fail(std::move(seen).error());
        if (*seen && (*seen)->mailNickname == user.mailNickname)
            found = *seen;
        return found.has_value();
    };
    const auto answer = m_graph.send(request, stop);
    if (!answer)
        return fail(answer.error());
    return found ? *found : User::fromJson(answer->json);
}

Result<void> Users::update(const ObjectId &id, const QJsonObject &change, const QStringList &scopes,
                           std::stop_token stop)
{
    GraphRequest request;
    request.method = "PATCH";
    request.path = userPath(id);
    request.endpoint = QStringLiteral("users.update");
    request.scopes = scopes;
    request.body = change;
    return m_graph.send(request, stop).map([](const GraphResponse &) {});
}

Result<void> Users::setPassword(const ObjectId &id, const Secret &password, PasswordLife life, std::stop_token stop)
{
    GraphRequest request;
    request.method = "PATCH";
    request.path = userPath(id);
    request.endpoint = QStringLiteral("users.update");
    request.scopes = { QStringLiteral("User-PasswordProfile.ReadWrite.All") };
    request.body
        = { { QStringLiteral("passwordProfile"),
              QJsonObject{ { QStringLiteral("password"), secretPlace() },
                           { QStringLiteral("forceChangePasswordNextSignIn"), life == PasswordLife::OneTime } } } };
    request.secretBody = [&] { return secretBody(request.body, password); };
    return m_graph.send(request, stop).map([](const GraphResponse &) {});
}

Result<void> Users::keepPasswordFromExpiring(const ObjectId &id, std::stop_token stop)
{
    return update(id, { { QStringLiteral("passwordPolicies"), QStringLiteral("DisablePasswordExpiration") } },
                  { QStringLiteral("User.ReadWrite.All") }, stop);
}

Result<void> Users::enable(const ObjectId &id, std::stop_token stop)
{
    return update(id, { { QStringLiteral("accountEnabled"), true } },
                  { QStringLiteral("User.EnableDisableAccount.All"), QStringLiteral("User.Read.All") }, stop);
}

Result<void> Users::rename(const ObjectId &id, const QString &displayName, std::stop_token stop)
{
    return update(id, { { QStringLiteral("displayName"), displayName } }, { QStringLiteral("User.ReadWrite.All") },
                  stop);
}

Result<void> Users::revokeSessions(const ObjectId &id, std::stop_token stop)
{
    GraphRequest request;
    request.method = "POST";
    request.path = userPath(id) + QStringLiteral("/revokeSignInSessions");
    request.endpoint = QStringLiteral("users.revokeSignInSessions");
    request.scopes = { QStringLiteral("User.RevokeSessions.All") };
    // Revoking twice does no harm: nothing to look for.
    request.didArrive = [](std::stop_token) -> Result<bool> { return false; };
    return m_graph.send(request, stop).map([](const GraphResponse &) {});
}

// The directory puts the object id before the name of a deleted account, so only its end can be asked for; endsWith is
// an advanced query. The service compares without regard to letter case, and so must we.
Result<QList<User>> Users::deletedByPrincipalName(const Upn &name, std::stop_token stop)
{
    GraphRequest request = readingUsers(QStringLiteral("/directory/deletedItems/microsoft.graph.user?$filter=endsWith("
                                                  "userPrincipalName,%1)&$count=true&$select=id,userPrincipalName,"
                                                  "displayName,deletedDateTime")
                                       .arg(odataLiteral(name.value)),
                                   "directory.deletedItems.listUsers");
    request.headers = { { "ConsistencyLevel", "eventual" } };
    const auto answer = m_graph.list(request, stop);
    if (!answer)
        return fail(answer.error());

    QList<User> users;
    for (const QJsonValue &json : *answer) {
        const User user = User::fromJson(json.toObject());
        QString bare = user.id.value;
        bare.remove(QLatin1Char('-'));
        const QString &was = user.userPrincipalName.value;
        const bool isPrefixed = was.compare(bare + name.value, Qt::CaseInsensitive) == 0;
        if (isPrefixed || was.compare(name.value, Qt::CaseInsensitive) == 0)
            users.append(user);
    }
    return users;
}

Result<QList<Membership>> Users::memberships(const QString &path, const QString &endpoint, std::stop_token stop)
{
    GraphRequest request;
    request.path = path;
    request.endpoint = endpoint;
    request.scopes = { QStringLiteral("User.Read.All") };
    const auto answer = m_graph.list(request, stop);
    if (!answer)
        return fail(answer.error());
    QList<Membership> all;
    for (const QJsonValue &json : *answer)
        all.append({ ObjectId(json[QLatin1String("id")].toString()), typeName(json),
                     json[QLatin1String("displayName")].toString(), json[QLatin1String("roleTemplateId")].toString(),
                     json[QLatin1String("isMemberManagementRestricted")].toBool() });
    return all;
}

Result<QList<Membership>> Users::memberOf(const ObjectId &id, std::stop_token stop)
{
    return memberships(userPath(id) + QStringLiteral("/memberOf"), QStringLiteral("users.memberOf.list"), stop);
}

Result<QList<Membership>> Users::transitiveMemberOf(const ObjectId &id, std::stop_token stop)
{
    return memberships(userPath(id) + QStringLiteral("/transitiveMemberOf"),
                       QStringLiteral("users.transitiveMemberOf.list"), stop);
}

} // namespace bg
