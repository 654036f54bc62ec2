// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Random.h"
#include "app/practice/Collection.h"
#include "app/practice/Directory.h"
#include "app/practice/Endpoints.h"
#include "app/practice/Json.h"
#include "app/practice/Refusals.h"
#include "app/practice/Router.h"

#include <QRegularExpression>
#include <QUrl>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

const QString groupType = u"group"_s;

Showing showingGroups(const Directory &d)
{
    return { .type = groupType, .context = u"groups"_s, .origin = d.graphOrigin };
}

// A directory object as members, owners and memberOf show it.
QJsonObject typed(const Directory &d, const QString &id)
{
    const bool isUser = d.users.contains(id);
    QJsonObject object = isUser ? d.users[id] : d.groups.value(id);
    object[u"@odata.type"_s] = isUser ? u"#microsoft.graph.user"_s : u"#microsoft.graph.group"_s;
    object.remove("passwordProfile"_L1);
    return object;
}

// The units that hold a user. Who may not read units sees that there is one, and no more (Graph: "limited information
// returned for inaccessible member objects").
QList<QJsonObject> unitsOf(const Directory &d, const Call &call, const QString &userId)
{
    const bool isReadable = call.session.mayWith(u"AdministrativeUnit.Read.All"_s)
        || call.session.mayWith(u"AdministrativeUnit.ReadWrite.All"_s) || call.session.mayWith(u"Directory.Read.All"_s);
    QList<QJsonObject> units;
    for (auto unit = d.units.begin(); unit != d.units.end(); ++unit) {
        if (!d.unitMembers[unit.key()].contains(userId))
            continue;
        QJsonObject shownUnit = isReadable ? *unit : QJsonObject{ { u"id"_s, unit.key() } };
        shownUnit[u"@odata.type"_s] = u"#microsoft.graph.administrativeUnit"_s;
        units.append(shownUnit);
    }
    return units;
}

Reply shownObjects(const Directory &d, const Call &call, const QStringList &ids, QList<QJsonObject> objects = {})
{
    for (const QString &id : ids)
        objects.append(typed(d, id));
    return shown(call, objects,
                 { .type = u"user"_s,
                   .context = u"directoryObjects"_s,
                   .origin = d.graphOrigin,
                   .byDefault = { u"id"_s, u"displayName"_s, u"userPrincipalName"_s, u"mail"_s, u"description"_s,
                                  u"securityEnabled"_s, u"isAssignableToRole"_s, u"isMemberManagementRestricted"_s } });
}

// The object that "@odata.id" or a bind address names; empty when the address is not one of this tenant.
QString boundId(const Directory &d, const QString &address)
{
    const QUrl url(address);
    if (url.scheme() + u"://"_s + url.authority() != d.graphOrigin)
        return {};
    const QStringList parts = url.path().split(u'/', Qt::SkipEmptyParts);
    const bool isKnown
        = parts.size() == 3 && (parts[1] == "users"_L1 || parts[1] == "directoryObjects"_L1 || parts[1] == "groups"_L1);
    return isKnown ? parts[2].toLower() : QString();
}

bool mayChangeMembers(const Directory &d, const Call &call, const QString &groupId)
{
    if (d.groups[groupId]["isAssignableToRole"_L1].toBool())
        return call.session.mayWith(u"RoleManagement.ReadWrite.Directory"_s);
    return call.session.mayWith(u"GroupMember.ReadWrite.All"_s) || call.session.mayWith(u"Group.ReadWrite.All"_s);
}

Reply createGroup(Directory &d, const Call &call)
{
    static const QRegularExpression nickname(uR"(^[!-~]{1,64}$)"_s);
    if (auto problem = refusal::forShape(groupType, call))
        return *problem;
    for (const QString &name : { u"displayName"_s, u"mailEnabled"_s, u"mailNickname"_s, u"securityEnabled"_s })
        if (call.body[name].isUndefined() || call.body[name].isNull() || call.body[name] == QJsonValue(QString()))
            return refusal::badRequest(u"A value is required for property '%1' of resource 'Group'."_s.arg(name));
    const QString nick = call.body["mailNickname"_L1].toString();
    if (!nickname.match(nick).hasMatch() || nick.contains(QRegularExpression(uR"([@()\\\[\]";:<>,. ])"_s)))
        return refusal::badRequest(u"Invalid value specified for property 'mailNickname' of resource 'Group'."_s);
    const QJsonArray types = call.body["groupTypes"_L1].toArray();
    if (call.body["mailEnabled"_L1].toBool() && !types.contains(u"Unified"_s))
        return refusal::badRequest(
            u"Mail-enabled security groups and distribution lists cannot be created through this API."_s);
    if (!call.body["securityEnabled"_L1].toBool() && !types.contains(u"Unified"_s))
        return refusal::badRequest(u"A group must be mail-enabled or security-enabled."_s);
    if (call.body["isAssignableToRole"_L1].toBool()) {
        if (!d.isPremium1())
            return refusal::badRequest(
                u"The tenant does not have the license required to create role-assignable groups."_s);
        if (!call.session.mayWith(u"RoleManagement.ReadWrite.Directory"_s))
            return refusal::denied();
        if (types.contains(u"DynamicMembership"_s))
            return refusal::badRequest(u"Role-assignable groups cannot have dynamic membership."_s);
    }
    QMap<QString, QStringList> bound;
    for (const QString &relation : { u"members@odata.bind"_s, u"owners@odata.bind"_s }) {
        const QJsonArray addresses = call.body[relation].toArray();
        if (addresses.size() > 20)
            return refusal::badRequest(u"The number of bound relations exceeds 20."_s);
        for (const QJsonValue &address : addresses) {
            const QString id = boundId(d, address.toString());
            if (id.isEmpty())
                return refusal::badRequest(
                    u"Invalid URL format specified in @odata.bind for property '%1'."_s.arg(relation));
            if (!d.exists(id) || !d.isSettled(id, u"principal"_s))
                return refusal::notFound(id);
            bound[relation].append(id);
        }
    }
    QJsonObject group = d.groups.isEmpty() ? QJsonObject() : d.groups.first();
    for (auto member = group.begin(); member != group.end(); ++member)
        *member = QJsonValue::Null;
    mergeInto(group, call.body);
    const QString id = randomGuid();
    group[u"id"_s] = id;
    group[u"groupTypes"_s] = types;
    group[u"createdDateTime"_s] = d.timestamp();
    group[u"renewedDateTime"_s] = d.timestamp();
    d.groups[id] = group;
    d.members[id] = bound[u"members@odata.bind"_s];
    d.owners[id] = bound[u"owners@odata.bind"_s];
    d.settleIn(id, u"group"_s, d.scenario.groupLag);
    d.settleIn(id, u"groupInPolicy"_s, d.scenario.groupInPolicyLag);
    d.settleIn(id, u"members"_s, d.scenario.membershipLag);
    d.audit(call.session.userId, u"Add group"_s, u"GroupManagement"_s, u"Group"_s, id);
    return shown(call, group, showingGroups(d), 201);
}

Reply updateGroup(Directory &d, const Call &call)
{
    QJsonObject *group = d.group(call.captures[0]);
    if (!group)
        return refusal::notFound(call.captures[0]);
    if (auto problem = refusal::forShape(groupType, call))
        return *problem;
    if (call.body.contains("isAssignableToRole"_L1)
        && call.body["isAssignableToRole"_L1].toBool() != (*group)["isAssignableToRole"_L1].toBool())
        return refusal::badRequest(u"Property 'isAssignableToRole' is immutable."_s);
    if ((*group)["isAssignableToRole"_L1].toBool() && !call.session.mayWith(u"RoleManagement.ReadWrite.Directory"_s))
        return refusal::denied();
    const QString id = (*group)["id"_L1].toString();
    if (d.isRestricted(id))
        return refusal::restricted();
    mergeInto(*group, call.body);
    d.audit(call.session.userId, u"Update group"_s, u"GroupManagement"_s, u"Group"_s, id);
    return Reply::noContent();
}

Reply removeGroup(Directory &d, const Call &call)
{
    if (!d.group(call.captures[0]))
        return refusal::notFound(call.captures[0]);
    const QString id = call.captures[0].toLower();
    d.audit(call.session.userId, u"Delete group"_s, u"GroupManagement"_s, u"Group"_s, id);
    d.remove(id);
    return Reply::noContent();
}

std::optional<Reply> problemWithMembers(Directory &d, const Call &call, const QString &groupId)
{
    if (!d.group(groupId))
        return refusal::notFound(groupId);
    if (!mayChangeMembers(d, call, groupId))
        return refusal::denied();
    if (d.isRestricted(groupId))
        return refusal::restricted();
    return std::nullopt;
}

Reply addReference(Directory &d, const Call &call, QMap<QString, QStringList> &relation, const QString &activity)
{
    const QString groupId = call.captures[0].toLower();
    if (auto problem = problemWithMembers(d, call, groupId))
        return *problem;
    if (call.body.size() != 1 || !call.body["@odata.id"_L1].isString())
        return refusal::badRequest(u"A single '@odata.id' is expected."_s);
    const QString id = boundId(d, call.body["@odata.id"_L1].toString());
    if (id.isEmpty())
        return refusal::badRequest(u"Invalid URL format specified in payload."_s);
    if (!d.exists(id) || !d.isSettled(id, u"principal"_s))
        return refusal::notFound(id);
    if (d.groups.contains(id) && d.groups[groupId]["isAssignableToRole"_L1].toBool())
        return refusal::badRequest(u"Groups cannot be added as members of a role-assignable group."_s);
    QStringList &list = relation[groupId];
    if (list.contains(id))
        return refusal::badRequest(
            u"One or more added object references already exist for the following modified properties: 'members'."_s);
    list.append(id);
    d.audit(call.session.userId, activity, u"GroupManagement"_s, u"Group"_s, groupId,
            { QJsonObject{ { u"displayName"_s, u"Group.ObjectID"_s },
                           { u"oldValue"_s, QJsonValue::Null },
                           { u"newValue"_s, id } } });
    return Reply::noContent();
}

Reply removeReference(Directory &d, const Call &call, QMap<QString, QStringList> &relation, const QString &activity)
{
    const QString groupId = call.captures[0].toLower();
    if (auto problem = problemWithMembers(d, call, groupId))
        return *problem;
    if (!relation[groupId].removeOne(call.captures[1].toLower()))
        return refusal::notFound(call.captures[1]);
    d.audit(call.session.userId, activity, u"GroupManagement"_s, u"Group"_s, groupId);
    return Reply::noContent();
}

// The trap of the service: an address that ends in the member, without /$ref, means the object itself.
Reply removeMemberObject(Directory &d, const Call &call)
{
    const QString groupId = call.captures[0].toLower();
    const QString id = call.captures[1].toLower();
    if (!d.group(groupId) || !d.members[groupId].contains(id))
        return refusal::notFound(id);
    d.audit(call.session.userId, u"Delete user"_s, u"UserManagement"_s, u"User"_s, id);
    d.remove(id);
    return Reply::noContent();
}

QStringList transitiveMembers(const Directory &d, const QString &groupId)
{
    QStringList found;
    QStringList open{ groupId };
    while (!open.isEmpty())
        for (const QString &id : d.members.value(open.takeFirst()))
            if (!found.contains(id)) {
                found.append(id);
                open.append(id);
            }
    return found;
}

} // namespace

void addGroups(Router &router, Directory &d)
{
    const QString reads
        = u"GroupMember.Read.All|Group.Read.All|Group.ReadWrite.All|GroupMember.ReadWrite.All|Directory.Read.All|Directory.ReadWrite.All"_s;
    const QString writesMembers = u"GroupMember.ReadWrite.All|Group.ReadWrite.All|RoleManagement.ReadWrite.Directory"_s;
    const auto anybody = Router::Caller::Anybody;
    router.on(
        "GET", u"groups"_s, u"groups.list"_s, reads,
        [&d](const Call &call) {
            QList<QJsonObject> list;
            for (auto group = d.groups.begin(); group != d.groups.end(); ++group)
                if (d.isSettled(group.key(), u"group"_s))
                    list.append(group.value());
            return shown(call, list, showingGroups(d));
        },
        anybody);
    router.on("POST", u"groups"_s, u"groups.create"_s, u"Group.ReadWrite.All|Group.Create|Directory.ReadWrite.All"_s,
              [&d](const Call &call) { return createGroup(d, call); });
    router.on(
        "GET", u"groups/{}"_s, u"groups.get"_s, reads,
        [&d](const Call &call) {
            const QJsonObject *group = d.group(call.captures[0]);
            return group ? shown(call, *group, showingGroups(d)) : refusal::notFound(call.captures[0]);
        },
        anybody);
    router.on("PATCH", u"groups/{}"_s, u"groups.update"_s, u"Group.ReadWrite.All|Directory.ReadWrite.All"_s,
              [&d](const Call &call) { return updateGroup(d, call); });
    router.on("DELETE", u"groups/{}"_s, u"groups.delete"_s, u"Group.ReadWrite.All|Directory.ReadWrite.All"_s,
              [&d](const Call &call) { return removeGroup(d, call); });

    const auto lists = [&](const QString &name, const QString &operation, auto idsOf) {
        router.on(
            "GET", u"groups/{}/"_s + name, operation, reads,
            [&d, idsOf](const Call &call) {
                const QString id = call.captures[0].toLower();
                if (!d.group(id))
                    return refusal::notFound(id);
                return shownObjects(d, call, d.isSettled(id, u"members"_s) ? idsOf(id) : QStringList());
            },
            anybody);
    };
    lists(u"members"_s, u"groups.members.list"_s, [&d](const QString &id) { return d.members.value(id); });
    lists(u"owners"_s, u"groups.owners.list"_s, [&d](const QString &id) { return d.owners.value(id); });
    lists(u"transitiveMembers"_s, u"groups.transitiveMembers.list"_s,
          [&d](const QString &id) { return transitiveMembers(d, id); });

    router.on("POST", u"groups/{}/members/$ref"_s, u"groups.members.add"_s, writesMembers,
              [&d](const Call &call) { return addReference(d, call, d.members, u"Add member to group"_s); });
    router.on("DELETE", u"groups/{}/members/{}/$ref"_s, u"groups.members.remove"_s, writesMembers,
              [&d](const Call &call) { return removeReference(d, call, d.members, u"Remove member from group"_s); });
    router.on("DELETE", u"groups/{}/members/{}"_s, {}, writesMembers,
              [&d](const Call &call) { return removeMemberObject(d, call); });
    router.on("POST", u"groups/{}/owners/$ref"_s, u"groups.owners.add"_s, writesMembers,
              [&d](const Call &call) { return addReference(d, call, d.owners, u"Add owner to group"_s); });
    router.on("DELETE", u"groups/{}/owners/{}/$ref"_s, u"groups.owners.remove"_s, writesMembers,
              [&d](const Call &call) { return removeReference(d, call, d.owners, u"Remove owner from group"_s); });

    const auto memberships = [&](const QString &name, const QString &operation, bool isDirect) {
        router.on(
            "GET", u"users/{}/"_s + name, operation,
            u"User.Read.All|User.ReadWrite.All|Directory.Read.All|GroupMember.Read.All|Group.Read.All|Group.ReadWrite.All"_s,
            [&d, isDirect](const Call &call) {
                const QJsonObject *user = d.user(call.captures[0]);
                if (!user)
                    return refusal::notFound(call.captures[0]);
                const QString id = (*user)["id"_L1].toString();
                QStringList groups = d.groupsOf(id);
                if (isDirect)
                    groups.removeIf([&](const QString &group) { return !d.members[group].contains(id); });
                return shownObjects(d, call, groups, unitsOf(d, call, id));
            },
            anybody);
    };
    memberships(u"memberOf"_s, u"users.memberOf.list"_s, true);
    memberships(u"transitiveMemberOf"_s, u"users.transitiveMemberOf.list"_s, false);
}

} // namespace bg
