// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/ArmTemplate.h"

#include "resources/Resources.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace bg {

namespace {

using Part = SpecResource::Part;

QString word(const char *words)
{
    return QLatin1String(words);
}

QString schema(const char *scope)
{
    return QJsonDocument::fromJson(resource(word("alerts/templates.json"))).object()[QLatin1String(scope)].toString();
}

QJsonValue literal(const QJsonValue &value)
{
    if (value.isString() && value.toString().startsWith(QLatin1Char('[')))
        return QString(QLatin1Char('[') + value.toString());
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue &element : value.toArray())
            out.append(literal(element));
        return out;
    }
    if (value.isObject()) {
        QJsonObject out;
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            out[member.key()] = literal(member.value());
        return out;
    }
    return value;
}

QJsonObject entry(const SpecResource &resource, const QList<SpecResource> &sameFile)
{
    QJsonObject out = literal(resource.body).toObject();
    out[word("type")] = resource.type;
    out[word("apiVersion")] = resource.apiVersion;
    out[word("name")] = resource.name;
    if (resource.part == Part::SentinelRule)
        out[word("scope")] = parentOf(resource.id);
    QJsonArray needs;
    for (const SpecResource &other : sameFile)
        if (resource.after.contains(other.key))
            needs.append(other.id.value);
    if (!needs.isEmpty())
        out[word("dependsOn")] = needs;
    return out;
}

QJsonObject templateOf(const char *scope, const QJsonArray &list)
{
    return { { word("$schema"), schema(scope) },
             { word("contentVersion"), word("1.0.0.0") },
             { word("resources"), list } };
}

QByteArray written(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

// Resources of a resource group, deployed from the subscription's template.
QJsonObject nested(const ResourceId &place, const QJsonArray &list, bool needsGroup)
{
    QJsonObject out{ { word("type"), word("Microsoft.Resources/deployments") },
                     { word("apiVersion"), word("2022-09-01") },
                     { word("name"), word("breakglass-alerts") },
                     { word("subscriptionId"), subscriptionOf(place) },
                     { word("resourceGroup"), resourceGroupOf(place) },
                     { word("properties"),
                       QJsonObject{ { word("mode"), word("Incremental") },
                                    { word("template"), templateOf("resourceGroup", list) } } } };
    if (needsGroup)
        out[word("dependsOn")] = QJsonArray{
            word("/subscriptions/%1/resourceGroups/%2").arg(subscriptionOf(place), resourceGroupOf(place))
        };
    return out;
}

} // namespace

QList<ExportedFile> armTemplates(const QList<SpecResource> &list)
{
    QList<SpecResource> inGroup;
    for (const SpecResource &resource : list)
        if (resource.part != Part::ResourceGroup && resource.part != Part::DiagnosticSetting)
            inGroup.append(resource);

    QJsonArray outer, inner, tenant;
    for (const SpecResource &resource : list) {
        if (resource.part == Part::ResourceGroup)
            outer.append(entry(resource, {}));
        else if (resource.part == Part::DiagnosticSetting)
            tenant.append(entry(resource, {}));
        else
            inner.append(entry(resource, inGroup));
    }
    const bool makesGroup = !outer.isEmpty();
    if (!inner.isEmpty())
        outer.append(nested(inGroup.first().id, inner, makesGroup));

    QList<ExportedFile> files;
    if (!outer.isEmpty())
        files.append({ word("alerts.json"), written(templateOf("subscription", outer)) });
    if (!tenant.isEmpty())
        files.append({ word("diagnostic-setting.json"), written(templateOf("tenant", tenant)) });
    return files;
}

} // namespace bg
