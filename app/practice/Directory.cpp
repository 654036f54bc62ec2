// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Directory.h"

#include "app/base/Ids.h"
#include "app/base/Random.h"

#include <QCryptographicHash>
#include <QSet>
#include <QUuid>

namespace bg {

QString seededId(const QString &thing)
{
    static const QUuid space(QStringLiteral("{5f6bb1a0-52d1-4d1e-9d6e-0c8f7b5d2a11}"));
    return QUuid::createUuidV5(space, thing).toString(QUuid::WithoutBraces);
}

Directory::Directory(const PracticeScenario &chosen, Clock &time)
    : scenario(chosen), clock(&time), m_salt(randomBytes(16))
{
    seed(*this);
}

void Directory::settleIn(const QString &id, const QString &what, std::chrono::milliseconds lag)
{
    m_settled[id + u'/' + what] = clock->now() + lag;
}

bool Directory::isSettled(const QString &id, const QString &what) const
{
    const auto when = m_settled.constFind(id + u'/' + what);
    return when == m_settled.constEnd() || clock->now() >= *when;
}

QJsonObject *Directory::user(const QString &idOrName)
{
    auto found = users.find(idOrName.toLower());
    if (found == users.end())
        for (found = users.begin(); found != users.end(); ++found)
            if (found->value(QLatin1String("userPrincipalName")).toString().compare(idOrName, Qt::CaseInsensitive) == 0)
                break;
    return found != users.end() && isSettled(found.key(), QStringLiteral("user")) ? &*found : nullptr;
}

QJsonObject *Directory::group(const QString &id)
{
    const auto found = groups.find(id.toLower());
    return found != groups.end() && isSettled(found.key(), QStringLiteral("group")) ? &*found : nullptr;
}

QJsonObject *Directory::policy(const QString &id)
{
    for (QJsonObject &policy : policies)
        if (policy[QLatin1String("id")].toString().compare(id, Qt::CaseInsensitive) == 0)
            return &policy;
    return nullptr;
}

QStringList Directory::groupsOf(const QString &id) const
{
    QStringList found;
    QStringList open{ id };
    while (!open.isEmpty()) {
        const QString member = open.takeFirst();
        for (auto group = members.begin(); group != members.end(); ++group)
            if (group->contains(member) && !found.contains(group.key())) {
                found.append(group.key());
                open.append(group.key());
            }
    }
    return found;
}

QStringList Directory::activeRoles(const QString &userId) const
{
    const QStringList holders = QStringList{ userId } + groupsOf(userId);
    QSet<QString> roles;
    for (const auto *list : { &roleAssignments, &roleSchedules })
        for (const QJsonObject &assignment : *list) {
            const QDateTime end
                = QDateTime::fromString(assignment[QLatin1String("endDateTime")].toString(), Qt::ISODateWithMs);
            if (holders.contains(assignment[QLatin1String("principalId")].toString())
                && (!end.isValid() || end > now()))
                roles.insert(assignment[QLatin1String("roleDefinitionId")].toString());
        }
    return QStringList(roles.begin(), roles.end());
}

bool Directory::isRestricted(const QString &objectId) const
{
    for (auto unit = units.begin(); unit != units.end(); ++unit)
        if (unit->value(QLatin1String("isMemberManagementRestricted")).toBool()
            && unitMembers[unit.key()].contains(objectId))
            return true;
    return false;
}

void Directory::setPassword(const QString &userId, const QString &password)
{
    passwordHashes[userId] = QCryptographicHash::hash(m_salt + password.toUtf8(), QCryptographicHash::Sha256);
    users[userId][QLatin1String("lastPasswordChangeDateTime")] = timestamp();
}

bool Directory::isPassword(const QString &userId, const QByteArray &password) const
{
    return passwordHashes.contains(userId)
        && passwordHashes[userId] == QCryptographicHash::hash(m_salt + password, QCryptographicHash::Sha256);
}

void Directory::remove(const QString &objectId)
{
    QJsonObject object = users.contains(objectId) ? users.take(objectId) : groups.take(objectId);
    object[QLatin1String("deletedDateTime")] = timestamp();
    deleted[objectId] = object;
    for (QStringList &list : members)
        list.removeAll(objectId);
    for (QStringList &list : owners)
        list.removeAll(objectId);
    const auto isTheirs = [&](const QJsonObject &a) { return a[QLatin1String("principalId")].toString() == objectId; };
    for (auto *list : { &roleAssignments, &roleSchedules, &eligibilities })
        list->removeIf(isTheirs);
}

void Directory::audit(const QString &byUser, const QString &activity, const QString &category,
                      const QString &targetType, const QString &targetId, const QJsonArray &changes,
                      const QString &service)
{
    const QJsonObject actor = users.value(byUser);
    const QJsonObject target = targetType == QLatin1String("User") ? users.value(targetId) : groups.value(targetId);
    audits.prepend(QJsonObject{
        { QStringLiteral("id"), QStringLiteral("Directory_") + randomGuid() },
        { QStringLiteral("category"), category },
        { QStringLiteral("correlationId"), randomGuid() },
        { QStringLiteral("result"), QStringLiteral("success") },
        { QStringLiteral("resultReason"), QString() },
        { QStringLiteral("activityDisplayName"), activity },
        { QStringLiteral("activityDateTime"), timestamp() },
        { QStringLiteral("loggedByService"), service },
        { QStringLiteral("initiatedBy"),
          QJsonObject{
              { QStringLiteral("app"), QJsonValue::Null },
              { QStringLiteral("user"),
                QJsonObject{ { QStringLiteral("id"), byUser },
                             { QStringLiteral("displayName"), actor[QLatin1String("displayName")] },
                             { QStringLiteral("userPrincipalName"), actor[QLatin1String("userPrincipalName")] },
                             { QStringLiteral("ipAddress"), QStringLiteral("127.0.0.1") } } } } },
        { QStringLiteral("targetResources"),
          QJsonArray{ QJsonObject{
              { QStringLiteral("id"), targetId },
              { QStringLiteral("displayName"), target.value(QLatin1String("displayName")).toString() },
              { QStringLiteral("type"), targetType },
              { QStringLiteral("userPrincipalName"), target.value(QLatin1String("userPrincipalName")).toString() },
              { QStringLiteral("modifiedProperties"), changes } } } },
        { QStringLiteral("additionalDetails"), QJsonArray() },
    });
}

} // namespace bg
