// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/NamesReader.h"

#include "app/base/Log.h"
#include "app/graph/Groups.h"
#include "app/graph/Roles.h"
#include "app/graph/Users.h"

#include <QJsonArray>
#include <QUuid>

namespace bg {

namespace {

constexpr qsizetype mostGroups = 20;

// The ids that stand in a member whose name ends so, once each; "All" and its like are none.
QStringList idsIn(const QList<MemberChange> &changes, QLatin1String kind)
{
    QStringList ids;
    for (const MemberChange &change : changes) {
        if (!change.path.startsWith(QLatin1String("conditions.users.")) || !change.path.endsWith(kind))
            continue;
        for (const QJsonValue &value : { change.now, change.then })
            for (const QJsonValue &id : value.toArray())
                if (!QUuid::fromString(id.toString()).isNull() && !ids.contains(id.toString()))
                    ids.append(id.toString());
    }
    return ids;
}

// An id will do where there is no name.
Result<void> doneWithout(const Error &error)
{
    if (error.isCancelled())
        return fail(error);
    qCInfo(logPlan, "names were not read: %ls", qUtf16Printable(name(error.kind)));
    return {};
}

} // namespace

Result<ObjectNames> NamesReader::read(const QList<MemberChange> &changes, std::stop_token stop)
{
    ObjectNames names;
    if (auto read = readPeople(idsIn(changes, QLatin1String("Users")), names, stop); !read)
        return fail(read.error());
    if (auto read = readGroups(idsIn(changes, QLatin1String("Groups")), names, stop); !read)
        return fail(read.error());
    if (auto read = readRoles(idsIn(changes, QLatin1String("Roles")), names, stop); !read)
        return fail(read.error());
    return names;
}

Result<void> NamesReader::readPeople(const QStringList &ids, ObjectNames &names, std::stop_token stop)
{
    QList<ObjectId> people;
    for (const QString &id : ids)
        people.append(ObjectId(id));
    const auto users = Users(m_graph).byIds(people, stop);
    if (!users)
        return doneWithout(users.error());
    for (const User &user : *users)
        names.insert(user.id.value, user.userPrincipalName.value);
    return {};
}

Result<void> NamesReader::readGroups(const QStringList &ids, ObjectNames &names, std::stop_token stop)
{
    for (const QString &id : ids.mid(0, mostGroups)) {
        const auto group = Groups(m_graph).byId(ObjectId(id), stop);
        if (group)
            names.insert(id, group->displayName);
        else if (auto without = doneWithout(group.error()); !without)
            return without;
    }
    return {};
}

Result<void> NamesReader::readRoles(const QStringList &ids, ObjectNames &names, std::stop_token stop)
{
    if (ids.isEmpty())
        return {};
    const auto roles = Roles(m_graph).names(stop);
    if (!roles)
        return doneWithout(roles.error());
    for (const QString &id : ids)
        if (roles->contains(id))
            names.insert(id, roles->value(id));
    return {};
}

} // namespace bg
