// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/PolicyDifference.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace bg {

namespace {

const QString excludeGroupsPath = QStringLiteral("conditions.users.excludeGroups");

QString shownValue(const QJsonValue &value)
{
    if (value.isUndefined())
        return QStringLiteral("absent");
    QJsonArray wrapped{ value };
    return QString::fromUtf8(QJsonDocument(wrapped).toJson(QJsonDocument::Compact)).mid(1).chopped(1);
}

bool isTextList(const QJsonArray &list)
{
    return std::all_of(list.begin(), list.end(), [](const QJsonValue &one) { return one.isString(); });
}

QStringList sorted(const QJsonArray &list)
{
    QStringList texts;
    for (const QJsonValue &one : list)
        texts.append(one.toString().toLower());
    texts.sort();
    return texts;
}

bool isSameValue(const QJsonValue &a, const QJsonValue &b)
{
    if (a.isArray() && b.isArray() && isTextList(a.toArray()) && isTextList(b.toArray()))
        return sorted(a.toArray()) == sorted(b.toArray());
    return a == b;
}

QJsonArray without(const QJsonArray &groups, const ObjectId &ours)
{
    QJsonArray others;
    for (const QJsonValue &group : groups)
        if (ObjectId(group.toString()) != ours)
            others.append(group);
    return others;
}

void compare(const QString &path, const QJsonValue &before, const QJsonValue &after, const ObjectId &ours,
             QStringList &found)
{
    if (path == QLatin1String("modifiedDateTime") || path.contains(QLatin1String("@odata")))
        return;
    if (path == excludeGroupsPath) {
        // null, absent and an empty list all mean that nobody is excluded.
        const QJsonArray old = without(before.toArray(), ours), now = without(after.toArray(), ours);
        if (!isSameValue(old, now))
            found.append(QStringLiteral("%1: %2 -> %3").arg(path, shownValue(old), shownValue(now)));
        return;
    }
    if (before.isObject() && after.isObject()) {
        const QJsonObject a = before.toObject(), b = after.toObject();
        QStringList members = a.keys() + b.keys();
        members.sort();
        members.removeDuplicates();
        for (const QString &member : members)
            compare(path.isEmpty() ? member : path + QLatin1Char('.') + member, a[member], b[member], ours, found);
        return;
    }
    if (!isSameValue(before, after))
        found.append(QStringLiteral("%1: %2 -> %3").arg(path, shownValue(before), shownValue(after)));
}

} // namespace

QStringList differencesBeside(const QJsonObject &before, const QJsonObject &after, const ObjectId &ours)
{
    QStringList found;
    compare({}, before, after, ours, found);
    return found;
}

} // namespace bg
