// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/PolicyPatch.h"

#include "app/steps/preflight/ReachOfPolicy.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace bg {

namespace {

const QStringList &writable()
{
    static const QStringList members{ QStringLiteral("displayName"), QStringLiteral("state"),
                                      QStringLiteral("conditions"), QStringLiteral("grantControls"),
                                      QStringLiteral("sessionControls") };
    return members;
}

bool isWritableByPeople(const QString &path)
{
    return path == QLatin1String("state") || path.startsWith(QLatin1String("conditions.users.exclude"));
}

// Sent as a whole: half of one is refused.
bool isWhole(const QString &path)
{
    static const QStringList names{ QStringLiteral("includeGuestsOrExternalUsers"),
                                    QStringLiteral("excludeGuestsOrExternalUsers"),
                                    QStringLiteral("applicationFilter"),
                                    QStringLiteral("servicePrincipalFilter"),
                                    QStringLiteral("deviceFilter"),
                                    QStringLiteral("authenticationStrength") };
    return names.contains(path.section(QLatin1Char('.'), -1)) || path.startsWith(QLatin1String("sessionControls."));
}

bool isAnnotation(const QString &member)
{
    return member.contains(QLatin1Char('@')) && member != QLatin1String("@odata.type");
}

bool isNothing(const QJsonValue &value)
{
    if (value.isArray())
        return value.toArray().isEmpty();
    if (!value.isObject())
        return value.isNull() || value.isUndefined() || (value.isString() && value.toString().isEmpty());
    const QJsonObject object = value.toObject();
    return std::all_of(object.begin(), object.end(), isNothing);
}

// What a strength is made of belongs to the strength; a policy only names it.
QJsonValue told(const QString &path, const QJsonValue &value)
{
    if (!path.endsWith(QLatin1String("authenticationStrength")) || !value.isObject())
        return value;
    return QJsonObject{ { QStringLiteral("id"), value[QLatin1String("id")] } };
}

bool isSameAt(const QString &path, const QJsonValue &a, const QJsonValue &b)
{
    if (isNothing(a) || isNothing(b))
        return isNothing(a) && isNothing(b);
    if (a.isArray() && b.isArray()) {
        QStringList left, right;
        for (const QJsonValue &one : a.toArray())
            left.append(one.toVariant().toString().toLower());
        for (const QJsonValue &one : b.toArray())
            right.append(one.toVariant().toString().toLower());
        left.sort();
        right.sort();
        return left == right;
    }
    if (!a.isObject() || !b.isObject())
        return a == b;
    const QJsonObject left = a.toObject(), right = b.toObject();
    const QStringList members = left.keys() + right.keys();
    return std::all_of(members.begin(), members.end(), [&](const QString &member) {
        return isAnnotation(member) || isSameAt(path + QLatin1Char('.') + member, left[member], right[member]);
    });
}

// Without what says nothing and what the service adds to its answers.
QJsonValue bare(const QJsonValue &value)
{
    if (!value.isObject())
        return value;
    QJsonObject kept;
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        if (!isAnnotation(member.key()) && !isNothing(member.value()))
            kept[member.key()] = bare(told(member.key(), member.value()));
    return kept;
}

class Comparison {
public:
    Comparison(PolicyPatch &patch, bool isManaged) : m_patch(patch), m_isManaged(isManaged) { }

    void members(const QString &path, const QJsonObject &now, const QJsonObject &then, QJsonObject &body)
    {
        QStringList names = path.isEmpty() ? writable() : now.keys() + then.keys();
        names.sort();
        names.removeDuplicates();
        for (const QString &name : names)
            if (!name.contains(QLatin1Char('@')))
                member(path.isEmpty() ? name : path + QLatin1Char('.') + name, name, now[name], then[name], body);
    }

private:
    void member(const QString &path, const QString &name, const QJsonValue &nowValue, const QJsonValue &thenValue,
                QJsonObject &body)
    {
        const QJsonValue now = told(path, nowValue), then = told(path, thenValue);
        if (isSameAt(path, now, then))
            return;
        if (now.isObject() && then.isObject() && !isWhole(path)) {
            QJsonObject inner;
            members(path, now.toObject(), then.toObject(), inner);
            if (!inner.isEmpty())
                body[name] = inner;
            return;
        }
        if (m_isManaged && !isWritableByPeople(path))
            return;
        if (isNothing(then))
            body[name] = now.isArray() ? QJsonValue(QJsonArray()) : QJsonValue(QJsonValue::Null);
        else
            body[name] = bare(then);
        m_patch.changes.append({ path, bare(now), bare(then) });
    }

    PolicyPatch &m_patch;
    bool m_isManaged;
};

QString shownChange(const QJsonValue &value)
{
    if (isNothing(value))
        return QStringLiteral("-");
    if (value.isString())
        return value.toString();
    const QJsonArray wrapped{ value };
    return QString::fromUtf8(QJsonDocument(wrapped).toJson(QJsonDocument::Compact)).mid(1).chopped(1);
}

} // namespace

PolicyPatch PolicyPatch::from(const QJsonObject &now, const QJsonObject &then)
{
    PolicyPatch patch;
    QJsonObject body;
    Comparison(patch, reachOf(now).isManagedByMicrosoft).members({}, now, then, body);
    patch.body = body;
    return patch;
}

QStringList PolicyPatch::lines() const
{
    QStringList lines;
    for (const MemberChange &change : changes)
        lines.append(QStringLiteral("%1: %2 -> %3").arg(change.path, shownChange(change.now), shownChange(change.then)));
    return lines;
}

QJsonObject withExclusion(QJsonObject policy, const ObjectId &group)
{
    if (group.isEmpty())
        return policy;
    QJsonObject conditions = policy[QStringLiteral("conditions")].toObject();
    QJsonObject users = conditions[QStringLiteral("users")].toObject();
    QJsonArray groups = users[QStringLiteral("excludeGroups")].toArray();
    const bool isThere = std::any_of(groups.begin(), groups.end(),
                                     [&](const QJsonValue &one) { return ObjectId(one.toString()) == group; });
    if (!isThere)
        groups.append(group.value);
    users[QStringLiteral("excludeGroups")] = groups;
    conditions[QStringLiteral("users")] = users;
    policy[QStringLiteral("conditions")] = conditions;
    return policy;
}

} // namespace bg
