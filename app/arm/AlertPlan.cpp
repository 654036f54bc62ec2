// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertPlan.h"

#include "app/arm/AlertCost.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

namespace {

using Part = SpecResource::Part;
using Change = PlannedResource::Change;

constexpr int mostSettings = 5; // diagnostic settings of one tenant

QJsonObject merged(QJsonObject wanted, const QJsonObject &now)
{
    for (auto member = now.begin(); member != now.end(); ++member)
        if (!wanted.contains(member.key()))
            wanted[member.key()] = member.value();
    return wanted;
}

QJsonArray unitedIds(const QJsonArray &wanted, const QJsonArray &now)
{
    QJsonArray all = wanted;
    for (const QJsonValue &id : now) {
        const bool isThere = std::any_of(all.begin(), all.end(), [&](const QJsonValue &known) {
            return known.toString().compare(id.toString(), Qt::CaseInsensitive) == 0;
        });
        if (!isThere)
            all.append(id);
    }
    return all;
}

// People that somebody else added to our action group stay. "status" is the service's, not ours to send.
QJsonObject withReceivers(QJsonObject properties, const QJsonObject &now)
{
    for (auto member = now.begin(); member != now.end(); ++member) {
        if (!member.value().isArray())
            continue;
        QJsonArray receivers;
        for (const QJsonValue &value : united(properties[member.key()].toArray(), member.value().toArray())) {
            QJsonObject receiver = value.toObject();
            receiver.remove(QLatin1String("status"));
            receivers.append(receiver);
        }
        properties[member.key()] = receivers;
    }
    return properties;
}

// PUT replaces: what the kit does not speak of and others may have added is said again. Not kept is what silences a
// rule.
QJsonObject bodyOver(const SpecResource &resource, const QJsonObject &now)
{
    QJsonObject body = resource.body;
    if (body.contains(QLatin1String("tags")))
        body[QLatin1String("tags")]
            = merged(body[QLatin1String("tags")].toObject(), now[QLatin1String("tags")].toObject());
    QJsonObject properties = body[QLatin1String("properties")].toObject();
    const QJsonObject propertiesNow = now[QLatin1String("properties")].toObject();
    switch (resource.part) {
    case Part::ActionGroup:
        properties = withReceivers(properties, propertiesNow);
        break;
    case Part::LogAlert: {
        body[QLatin1String("location")] = now[QLatin1String("location")]; // a resource cannot move
        QJsonObject actions = merged(properties[QLatin1String("actions")].toObject(),
                                     propertiesNow[QLatin1String("actions")].toObject());
        actions[QLatin1String("actionGroups")]
            = unitedIds(actions[QLatin1String("actionGroups")].toArray(),
                        propertiesNow[QLatin1String("actions")][QLatin1String("actionGroups")].toArray());
        properties[QLatin1String("actions")] = actions;
        break;
    }
    case Part::SentinelRule:
        body[QLatin1String("etag")] = now[QLatin1String("etag")];
        break;
    case Part::ResourceGroup:
    case Part::Workspace:
    case Part::DiagnosticSetting:
        break;
    }
    body[QLatin1String("properties")] = properties;
    return body;
}

// What is there and must not be.
QList<Difference> suppressors(const SpecResource &resource, const QJsonObject &now)
{
    const QString mute = now[QLatin1String("properties")][QLatin1String("muteActionsDuration")].toString();
    if (resource.part != Part::LogAlert || mute.isEmpty())
        return {};
    return { { QStringLiteral("properties.muteActionsDuration"), mute, QStringLiteral("nothing") } };
}

bool isOurs(const SpecResource &resource, const QJsonObject &now)
{
    if (resource.part == Part::DiagnosticSetting || resource.part == Part::SentinelRule)
        return true; // no tags there; found by workspace and by name
    return now[QLatin1String("tags")][alertTag()].toString() == resource.key;
}

bool isOnlyUsed(Part part)
{
    return part == Part::ResourceGroup || part == Part::Workspace;
}

Result<PlannedResource> plannedOne(SpecResource resource, const AzureInventory &seen)
{
    const auto now = seen.at(resource.id);
    PlannedResource plan{ std::move(resource), Change::Create, now, {}, 0 };
    if (!now) {
        if (plan.resource.part == Part::DiagnosticSetting && seen.settings.size() >= mostSettings)
            return fail(Error::Kind::LimitReached, QStringLiteral("diagnosticSettings"));
        return plan;
    }
    if (isOnlyUsed(plan.resource.part)) {
        plan.change = isOurs(plan.resource, *now) ? Change::Keep : Change::Use;
        return plan;
    }
    if (!isOurs(plan.resource, *now))
        return fail(Error::Kind::Conflict, plan.resource.id.value);
    plan.resource.body = bodyOver(plan.resource, *now);
    plan.differences = compared(plan.resource.body, *now) + suppressors(plan.resource, *now);
    plan.change = plan.differences.isEmpty() ? Change::Keep : Change::Update;
    return plan;
}

} // namespace

Result<QList<PlannedResource>> planned(const AzureInventory &seen)
{
    QList<PlannedResource> plan;
    for (const SpecResource &resource : resources(seen.spec)) {
        auto one = plannedOne(resource, seen);
        if (!one)
            return fail(std::move(one).error());
        one->monthlyCost = monthlyCost(one->resource, seen.spec);
        plan.append(std::move(*one));
    }
    return plan;
}

} // namespace bg
