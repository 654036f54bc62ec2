// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/graph/GraphClient.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace bg {

struct Group {
    ObjectId id;
    QString displayName, description, mailNickname;
    QStringList groupTypes;
    QString membershipRule;
    bool isSecurityEnabled = false;
    bool isMailEnabled = false;
    bool isAssignableToRole = false;
    bool isManagementRestricted = false;
    bool isSynchronized = false;
    QDateTime created;
    QJsonObject json;

    bool isDynamic() const { return groupTypes.contains(QStringLiteral("DynamicMembership")); }
    static Group fromJson(const QJsonObject &json);
};

struct NewGroup {
    QString displayName;
    QString description;
    QString mailNickname; // ASCII, at most 64, without @ () [] and the like
    bool isAssignableToRole = true; // needs P1; for ever
    QList<ObjectId> members; // at most 20
};

// A member of a group: a user, a group, a service principal.
struct GroupMember {
    ObjectId id;
    QString type; // "user", "group", "servicePrincipal"; empty when the answer does not say
    QString displayName;
    QString userPrincipalName;
};

// Groups of the directory. Every call blocks its lane and ends within 100 ms of `stop`.
class Groups {
public:
    explicit Groups(GraphClient &graph) : m_graph(graph) { }

    // Assigned security group with its members, in one call. When the answer is lost, groups of that name and
    // mailNickname are looked for before a second POST. NotFound: a member is not replicated yet. NotLicensed or
    // Refused: role-assignable groups need P1.
    Result<Group> create(const NewGroup &group, std::stop_token stop);
    Result<Group> byId(const ObjectId &id, std::stop_token stop);
    // Deletes it; one that is gone is success. Only for a group that was made a moment ago and that nothing names yet.
    Result<void> remove(const ObjectId &id, std::stop_token stop);
    // All of that name: names are not unique.
    Result<QList<Group>> byDisplayName(const QString &name, std::stop_token stop);
    Result<QList<GroupMember>> members(const ObjectId &group, std::stop_token stop);
    Result<QList<GroupMember>> transitiveMembers(const ObjectId &group, std::stop_token stop);
    Result<QList<GroupMember>> owners(const ObjectId &group, std::stop_token stop);
    // A member already there is success. NotFound: group or member not replicated yet.
    Result<void> addMember(const ObjectId &group, const ObjectId &member, std::stop_token stop);
    // Takes the link away, never the member; a link that is gone is success.
    Result<void> removeMember(const ObjectId &group, const ObjectId &member, std::stop_token stop);
    Result<void> removeOwner(const ObjectId &group, const ObjectId &owner, std::stop_token stop);
    Result<void> describe(const ObjectId &group, const QString &displayName, const QString &description,
                          std::stop_token stop);

private:
    Result<QList<GroupMember>> people(const ObjectId &group, const QString &relation, std::stop_token stop);

    GraphClient &m_graph;
};

} // namespace bg
