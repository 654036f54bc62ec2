// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/practice/Passkey.h"
#include "app/practice/PracticeScenario.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

namespace bg {

// What the tenant holds: the objects as Graph shows them, by id, and what Graph never shows. Plain and open, because
// its endpoints are the only ones who touch it. Not thread-safe: PracticeTenant guards it.
class Directory {
public:
    Directory(const PracticeScenario &scenario, Clock &clock);

    PracticeScenario scenario;
    Clock *clock;
    QString tenantId, operatorId;
    QString graphOrigin; // "http://127.0.0.1:1234", for the links in answers

    QMap<QString, QJsonObject> users, groups, deleted, units, strengths;
    QMap<QString, QStringList> members, owners, unitMembers; // of groups and units, ids in the order they came
    QList<QJsonObject> policies; // Conditional Access, as beta shows them
    QMap<QString, QByteArray> passwordHashes; // SHA-256 over a salt and the password
    QMap<QString, QList<Passkey>> passkeys;
    QMap<QString, QJsonArray> otherMethods; // phones, apps: with @odata.type
    QMap<QString, QString> perUserMfa;
    QList<QJsonObject> roleAssignments; // unifiedRoleAssignment
    QList<QJsonObject> roleSchedules; // unifiedRoleAssignmentScheduleInstance of PIM
    QList<QJsonObject> eligibilities, scheduleRequests;
    QJsonArray roleRules; // PIM's rules for Global Administrator
    QJsonObject organization, fido2, methodsPolicy, authorization, securityDefaults;
    QJsonArray otherMethodConfigurations, domains, skus;
    QList<QJsonObject> signIns, audits; // newest first
    QHash<QString, std::pair<QString, QDateTime>> challenges; // of registrations: whose, and until when

    QDateTime now() const { return clock->utcNow(); }
    QString timestamp() const { return now().toString(Qt::ISODateWithMs); }
    // When `what` of `id` can be seen by everybody: "user", "principal", "group", "groupInPolicy", "members".
    void settleIn(const QString &id, const QString &what, std::chrono::milliseconds lag);
    bool isSettled(const QString &id, const QString &what) const;

    // By id or user principal name; null where there is none, or where the replica does not know it yet.
    QJsonObject *user(const QString &idOrName);
    QJsonObject *group(const QString &id);
    QJsonObject *policy(const QString &id);
    bool exists(const QString &objectId) const { return users.contains(objectId) || groups.contains(objectId); }
    // Groups that `id` is in, directly or through groups.
    QStringList groupsOf(const QString &id) const;
    // Role definition ids that are active for the user now: direct, by PIM, or through a group.
    QStringList activeRoles(const QString &userId) const;
    bool isAdministrator(const QString &userId) const { return !activeRoles(userId).isEmpty(); }
    bool isRestricted(const QString &objectId) const; // in a restricted management unit

    void setPassword(const QString &userId, const QString &password);
    bool isPassword(const QString &userId, const QByteArray &password) const;
    bool isPremium1() const { return scenario.licence != PracticeScenario::Licence::Free; }
    bool isPremium2() const { return scenario.licence == PracticeScenario::Licence::P2; }

    // Takes the object away, with memberships, roles and methods kept aside for a restore.
    void remove(const QString &objectId);

    // One line of the directory audit log.
    void audit(const QString &byUser, const QString &activity, const QString &category, const QString &targetType,
               const QString &targetId, const QJsonArray &changes = {},
               const QString &service = QStringLiteral("Core Directory"));

    QJsonObject snapshot() const;
    QJsonObject save() const;
    void load(const QJsonObject &state);

private:
    QHash<QString, std::chrono::steady_clock::time_point> m_settled;
    QByteArray m_salt;
};

// Fills a directory as its scenario says; the same scenario gives the same ids each time.
void seed(Directory &directory);
// A fixed id for a thing of a practice tenant.
QString seededId(const QString &thing);

} // namespace bg
