// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/Groups.h"

#include "app/graph/GraphTime.h"
#include "app/graph/MemberLink.h"
#include "app/graph/ODataText.h"

#include <QJsonArray>

#include <optional>

namespace bg {

namespace {

QString groupSelection()
{
    return QStringLiteral(
        "$select=id,displayName,description,mailNickname,groupTypes,membershipRule,securityEnabled,"
        "mailEnabled,isAssignableToRole,isManagementRestricted,onPremisesSyncEnabled,createdDateTime");
}

QString groupPath(const ObjectId &group)
{
    return QStringLiteral("/groups/") + pathSegment(group.value);
}

GraphRequest readingGroups(const QString &path, const QString &endpoint)
{
    GraphRequest request;
    request.path = path;
    request.endpoint = endpoint;
    request.scopes = { QStringLiteral("GroupMember.Read.All") };
    return request;
}

GraphRequest writingGroups(const char *method, const QString &path, const QString &endpoint)
{
    GraphRequest request;
    request.method = method;
    request.path = path;
    request.endpoint = endpoint;
    // Membership of a role-assignable group takes the second; a plain one the first.
    request.scopes = { QStringLiteral("Group.ReadWrite.All"), QStringLiteral("RoleManagement.ReadWrite.Directory") };
    return request;
}

// The address of an object inside a body: the service's own host, whatever the cloud.
QString reference(const GraphClient &graph, const QString &collection, const ObjectId &id)
{
    return graph.cloud().graph.toString(QUrl::RemovePath | QUrl::StripTrailingSlash) + QStringLiteral("/v1.0/")
        + collection + QLatin1Char('/') + id.value;
}

Result<void> removeLink(GraphClient &graph, const MemberLink &link, const QString &endpoint, std::stop_token stop)
{
    const auto answer = graph.send(writingGroups("DELETE", link.path(), endpoint), stop);
    if (!answer && answer.error().kind != Error::Kind::NotFound)
        return fail(answer.error());
    return {};
}

} // namespace

Group Group::fromJson(const QJsonObject &json)
{
    const auto text = [&](const char *name) { return json.value(QLatin1String(name)).toString(); };
    const auto flag = [&](const char *name) { return json.value(QLatin1String(name)).toBool(); };
    Group group;
    group.id = ObjectId(text("id"));
    group.displayName = text("displayName");
    group.description = text("description");
    group.mailNickname = text("mailNickname");
    group.membershipRule = text("membershipRule");
    for (const QJsonValue &type : json.value(QLatin1String("groupTypes")).toArray())
        group.groupTypes.append(type.toString());
    group.isSecurityEnabled = flag("securityEnabled");
    group.isMailEnabled = flag("mailEnabled");
    group.isAssignableToRole = flag("isAssignableToRole");
    group.isManagementRestricted = flag("isManagementRestricted");
    group.isSynchronized = flag("onPremisesSyncEnabled");
    group.created = graphTime(json.value(QLatin1String("createdDateTime")));
    group.json = json;
    return group;
}

Result<Group> Groups::create(const NewGroup &group, std::stop_token stop)
{
    QJsonArray members;
    for (const ObjectId &id : group.members)
        members.append(reference(m_graph, QStringLiteral("users"), id));
    GraphRequest request = writingGroups("POST", QStringLiteral("/groups"), QStringLiteral("groups.create"));
    request.body = {
        { QStringLiteral("displayName"), group.displayName },
        { QStringLiteral("description"), group.description },
        { QStringLiteral("mailNickname"), group.mailNickname },
        { QStringLiteral("mailEnabled"), false },
        { QStringLiteral("securityEnabled"), true },
        { QStringLiteral("groupTypes"), QJsonArray() },
    };
    if (group.isAssignableToRole)
        request.body.insert(QStringLiteral("isAssignableToRole"), true);
    if (!members.isEmpty())
        request.body.insert(QStringLiteral("members@odata.bind"), members);

    std::optional<Group> found;
    request.didArrive = [&](std::stop_token stopLooking) -> Result<bool> {
        const auto same = byDisplayName(group.displayName, stopLooking);
        if (!same)
            return fail(same.error());
        for (const Group &candidate : *same)
            if (candidate.mailNickname == group.mailNickname)
                found = candidate;
        return found.has_value();
    };
    const auto answer = m_graph.send(request, stop);
    if (!answer)
        return fail(answer.error());
    return found ? *found : Group::fromJson(answer->json);
}

Result<Group> Groups::byId(const ObjectId &id, std::stop_token stop)
{
    const auto answer
        = m_graph.send(readingGroups(groupPath(id) + QLatin1Char('?') + groupSelection(), QStringLiteral("groups.get")), stop);
    return answer.map([](const GraphResponse &response) { return Group::fromJson(response.json); });
}

Result<void> Groups::remove(const ObjectId &id, std::stop_token stop)
{
    const auto answer = m_graph.send(writingGroups("DELETE", groupPath(id), QStringLiteral("groups.delete")), stop);
    if (!answer && answer.error().kind != Error::Kind::NotFound)
        return fail(answer.error());
    return {};
}

Result<QList<Group>> Groups::byDisplayName(const QString &name, std::stop_token stop)
{
    const QString path
        = QStringLiteral("/groups?$filter=displayName%20eq%20") + odataLiteral(name) + QLatin1Char('&') + groupSelection();
    const auto answer = m_graph.list(readingGroups(path, QStringLiteral("groups.list")), stop);
    if (!answer)
        return fail(answer.error());
    QList<Group> groups;
    for (const QJsonValue &json : *answer)
        groups.append(Group::fromJson(json.toObject()));
    return groups;
}

Result<QList<GroupMember>> Groups::people(const ObjectId &group, const QString &relation, std::stop_token stop)
{
    const auto answer = m_graph.list(
        readingGroups(groupPath(group) + QLatin1Char('/') + relation, QStringLiteral("groups.%1.list").arg(relation)), stop);
    if (!answer)
        return fail(answer.error());
    QList<GroupMember> all;
    for (const QJsonValue &json : *answer)
        all.append({ ObjectId(json[QLatin1String("id")].toString()),
                     json[QLatin1String("@odata.type")].toString().section(QLatin1Char('.'), -1),
                     json[QLatin1String("displayName")].toString(),
                     json[QLatin1String("userPrincipalName")].toString() });
    return all;
}

Result<QList<GroupMember>> Groups::members(const ObjectId &group, std::stop_token stop)
{
    return people(group, QStringLiteral("members"), stop);
}

Result<QList<GroupMember>> Groups::transitiveMembers(const ObjectId &group, std::stop_token stop)
{
    return people(group, QStringLiteral("transitiveMembers"), stop);
}

Result<QList<GroupMember>> Groups::owners(const ObjectId &group, std::stop_token stop)
{
    return people(group, QStringLiteral("owners"), stop);
}

Result<void> Groups::addMember(const ObjectId &group, const ObjectId &member, std::stop_token stop)
{
    GraphRequest request
        = writingGroups("POST", groupPath(group) + QStringLiteral("/members/$ref"), QStringLiteral("groups.members.add"));
    request.body = { { QStringLiteral("@odata.id"), reference(m_graph, QStringLiteral("directoryObjects"), member) } };
    // Adding twice is refused as a conflict, which is success here: nothing to look for.
    request.didArrive = [](std::stop_token) -> Result<bool> { return false; };
    const auto answer = m_graph.send(request, stop);
    if (!answer && answer.error().kind != Error::Kind::Conflict)
        return fail(answer.error());
    return {};
}

Result<void> Groups::removeMember(const ObjectId &group, const ObjectId &member, std::stop_token stop)
{
    return removeLink(m_graph, MemberLink::ofGroup(group, member), QStringLiteral("groups.members.remove"), stop);
}

Result<void> Groups::removeOwner(const ObjectId &group, const ObjectId &owner, std::stop_token stop)
{
    return removeLink(m_graph, MemberLink::ofGroupOwner(group, owner), QStringLiteral("groups.owners.remove"), stop);
}

Result<void> Groups::describe(const ObjectId &group, const QString &displayName, const QString &description,
                              std::stop_token stop)
{
    GraphRequest request = writingGroups("PATCH", groupPath(group), QStringLiteral("groups.update"));
    request.body = { { QStringLiteral("displayName"), displayName }, { QStringLiteral("description"), description } };
    return m_graph.send(request, stop).map([](const GraphResponse &) {});
}

} // namespace bg
