// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/BicepText.h"

#include "app/arm/LiteralText.h"

namespace bg {

namespace {

using Part = SpecResource::Part;

const LiteralText bicep{ LiteralText::Language::Bicep };

QString scope(const char *name)
{
    return QStringLiteral("targetScope = '%1'\n").arg(QLatin1String(name));
}

QString bicepBlock(const SpecResource &resource, const QStringList &needed)
{
    QString out
        = QStringLiteral("\nresource %1 '%2@%3' = {\n").arg(symbol(resource.key), resource.type, resource.apiVersion);
    out += bicep.member(QStringLiteral("name"), resource.name, 1);
    if (resource.part == Part::SentinelRule)
        out += QStringLiteral("  scope: watched\n");
    for (auto member = resource.body.begin(); member != resource.body.end(); ++member)
        out += bicep.member(member.key(), member.value(), 1);
    if (!needed.isEmpty())
        out += QStringLiteral("  dependsOn: [\n    %1\n  ]\n").arg(needed.join(QLatin1String("\n    ")));
    return out + QStringLiteral("}\n");
}

QStringList symbolsOf(const SpecResource &resource, const QList<SpecResource> &sameFile)
{
    QStringList symbols;
    for (const SpecResource &other : sameFile)
        if (resource.after.contains(other.key))
            symbols.append(symbol(other.key));
    return symbols;
}

QString module(const ResourceId &place, bool needsGroup)
{
    QString out = QStringLiteral("\nmodule alerts 'alerts.bicep' = {\n  name: 'breakglass-alerts'\n");
    out += QStringLiteral("  scope: resourceGroup(%1, %2)\n")
               .arg(bicep.string(subscriptionOf(place)), bicep.string(resourceGroupOf(place)));
    if (needsGroup)
        out += QStringLiteral("  dependsOn: [\n    alertsGroup\n  ]\n");
    return out + QStringLiteral("}\n");
}

// "resourceGroup" is the name of a function in Bicep.
SpecResource renamed(SpecResource group)
{
    group.key = QStringLiteral("alertsGroup");
    return group;
}

} // namespace

QList<ExportedFile> bicepFiles(const QList<SpecResource> &list)
{
    QList<SpecResource> inGroup;
    for (const SpecResource &resource : list)
        if (resource.part != Part::ResourceGroup && resource.part != Part::DiagnosticSetting)
            inGroup.append(resource);

    QString main = scope("subscription"), alerts = scope("resourceGroup"), tenant;
    bool makesGroup = false, hasSentinel = false;
    for (const SpecResource &resource : list) {
        if (resource.part == Part::ResourceGroup) {
            makesGroup = true;
            main += bicepBlock(renamed(resource), {});
        } else if (resource.part == Part::DiagnosticSetting) {
            tenant = scope("tenant") + bicepBlock(resource, {});
        } else {
            hasSentinel = hasSentinel || resource.part == Part::SentinelRule;
        }
    }
    if (hasSentinel)
        alerts
            += QStringLiteral("\nresource watched 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {\n")
            + bicep.member(QStringLiteral("name"), parentOf(inGroup.last().id).section(QLatin1Char('/'), -1), 1)
            + QStringLiteral("}\n");
    for (const SpecResource &resource : inGroup)
        alerts += bicepBlock(resource, symbolsOf(resource, inGroup));

    QList<ExportedFile> files;
    if (!inGroup.isEmpty())
        main += module(inGroup.first().id, makesGroup);
    if (makesGroup || !inGroup.isEmpty())
        files.append({ QStringLiteral("main.bicep"), main.toUtf8() });
    if (!inGroup.isEmpty())
        files.append({ QStringLiteral("alerts.bicep"), alerts.toUtf8() });
    if (!tenant.isEmpty())
        files.append({ QStringLiteral("diagnostic-setting.bicep"), tenant.toUtf8() });
    return files;
}

} // namespace bg
