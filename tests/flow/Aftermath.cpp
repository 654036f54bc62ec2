// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flow/Aftermath.h"

#include "app/steps/policies/PolicyDifference.h"
#include "app/steps/preflight/ReachOfPolicy.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

QByteArray text(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{ value }).toJson(QJsonDocument::Compact);
}

QJsonArray excludedGroups(const QJsonValue &policy)
{
    return policy["conditions"_L1]["users"_L1]["excludeGroups"_L1].toArray();
}

// Every member of `before` is in `now`, and the same.
QString lostMembers(const QString &part, const QJsonValue &before, const QJsonValue &now)
{
    if (before.isObject()) {
        for (const QString &id : before.toObject().keys())
            if (now[id] != before[id])
                return part + u' ' + id;
    } else if (before.isArray()) {
        const QJsonArray there = now.toArray();
        for (const QJsonValue &one : before.toArray())
            if (!there.contains(one))
                return part + u' ' + QString::fromUtf8(text(one)).left(200);
    }
    return {};
}

QString lostOfPolicy(const QJsonObject &before, const QJsonObject &now)
{
    const QJsonArray old = excludedGroups(before), excluded = excludedGroups(now);
    for (const QJsonValue &group : old)
        if (!excluded.contains(group))
            return u"an exclusion of somebody else"_s;
    if (excluded.size() > old.size() + 1)
        return u"more than one exclusion was added"_s;
    const ObjectId ours(excluded.size() > old.size() ? excluded.last().toString() : QString());
    return differencesBeside(before, now, ours).join(u"; "_s);
}

const QStringList drawn{ u"createdDateTime"_s,
                         u"modifiedDateTime"_s,
                         u"lastModifiedDateTime"_s,
                         u"lastPasswordChangeDateTime"_s,
                         u"signInSessionsValidFromDateTime"_s,
                         u"startDateTime"_s,
                         u"renewedDateTime"_s,
                         u"mailNickname"_s,
                         u"securityIdentifier"_s,
                         u"roleAssignmentOriginId"_s,
                         u"roleAssignmentScheduleId"_s };

QJsonValue plain(const QJsonValue &value, bool hasDrawnIds)
{
    if (value.isArray()) {
        QList<QByteArray> sorted;
        for (const QJsonValue &one : value.toArray())
            sorted.append(text(plain(one, hasDrawnIds)));
        std::sort(sorted.begin(), sorted.end());
        QJsonArray list;
        for (const QByteArray &one : sorted)
            list.append(QJsonDocument::fromJson(one).array().first());
        return list;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (const QString &member : object.keys()) {
        if (drawn.contains(member) || (hasDrawnIds && member == "id"_L1))
            object.remove(member);
        else
            object[member] = plain(object[member], hasDrawnIds);
    }
    return object;
}

// Down to the values that differ.
void differences(const QString &path, const QJsonValue &one, const QJsonValue &other, QStringList &found)
{
    if (one == other)
        return;
    if (one.isArray() && other.isArray() && one.toArray().size() == other.toArray().size()) {
        for (int i = 0; i < one.toArray().size(); ++i)
            differences(path + u'/' + QString::number(i), one[i], other[i], found);
        return;
    }
    if (!one.isObject() || !other.isObject()) {
        found.append(path + u": "_s + QString::fromUtf8(text(one) + " <> " + text(other)));
        return;
    }
    const QJsonObject first = one.toObject(), second = other.toObject();
    for (const QString &member : first.keys())
        differences(path + u'/' + member, first[member], second[member], found);
    for (const QString &member : second.keys())
        if (!first.contains(member))
            differences(path + u'/' + member, QJsonValue::Null, second[member], found);
}

} // namespace

QString whatIsLost(const QJsonObject &before, const QJsonObject &now)
{
    for (const QString &part : before.keys())
        if (part != "policies"_L1 && part != "azure"_L1)
            if (const QString lost = lostMembers(part, before[part], now[part]); !lost.isEmpty())
                return lost;
    const QJsonArray old = before["policies"_L1].toArray(), policies = now["policies"_L1].toArray();
    if (old.size() != policies.size())
        return u"policies"_s;
    for (int i = 0; i < old.size(); ++i)
        if (const QString lost = lostOfPolicy(old[i].toObject(), policies[i].toObject()); !lost.isEmpty())
            return old[i]["displayName"_L1].toString() + u": "_s + lost;
    return {};
}

QString whatIsAmiss(const QJsonObject &before, const QJsonObject &after, const RunRecord &record)
{
    if (record.outcome != "done"_L1)
        return u"outcome "_s + record.outcome + u' ' + record.failure;
    if (const QString lost = whatIsLost(before, after); !lost.isEmpty())
        return lost;
    const auto count = [](const QJsonObject &snapshot, QLatin1String part) { return snapshot[part].toObject().size(); };
    if (count(after, "users"_L1) != count(before, "users"_L1) + 2)
        return u"users"_s;
    if (count(after, "groups"_L1) != count(before, "groups"_L1) + 1)
        return u"groups"_s;
    for (const RecordedAccount &account : record.accounts) {
        if (after["passkeys"_L1][account.objectId.value].toArray().size() != 2)
            return u"passkeys of "_s + account.userPrincipalName;
        if (account.keys.size() != 2 || account.roleAssignment != "permanent"_L1 || !account.passwordSet)
            return u"record of "_s + account.userPrincipalName;
    }
    if (after["roleSchedules"_L1].toArray().size() != before["roleSchedules"_L1].toArray().size() + 2)
        return u"roleSchedules"_s;
    const QJsonArray old = before["policies"_L1].toArray(), now = after["policies"_L1].toArray();
    for (int i = 0; i < now.size(); ++i)
        if (reachOf(now[i].toObject()).reachesPeople()
            && (!excludedGroups(now[i]).contains(record.groupId)
                || excludedGroups(now[i]).size() != excludedGroups(old[i]).size() + 1))
            return u"excludeGroups of "_s + now[i]["displayName"_L1].toString();
    return {};
}

QJsonObject likeness(const QJsonObject &after, const RunRecord &record)
{
    QByteArray whole = QJsonDocument(after).toJson(QJsonDocument::Compact);
    for (const RecordedAccount &account : record.accounts)
        whole.replace(account.objectId.value.toUtf8(), account.userPrincipalName.toUtf8());
    whole.replace(record.groupId.toUtf8(), record.groupName.toUtf8());
    QJsonObject same = QJsonDocument::fromJson(whole).object();
    for (const QString &part : same.keys())
        same[part]
            = plain(same[part], part == "passkeys"_L1 || part == "roleSchedules"_L1 || part == "roleAssignments"_L1);
    return same;
}

QString difference(const QJsonObject &one, const QJsonObject &other)
{
    QStringList found;
    differences({}, one, other, found);
    return found.join(u"; "_s);
}

} // namespace bg
