// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/TerraformText.h"

#include "app/arm/LiteralText.h"

namespace bg {

namespace {

using Part = SpecResource::Part;

const LiteralText hcl{ LiteralText::Language::Hcl };

QString terraformBlock(const SpecResource &resource)
{
    QJsonObject body = resource.body;
    QString out = QStringLiteral("\nresource \"azapi_resource\" \"%1\" {\n").arg(symbol(resource.key));
    out += hcl.member(QStringLiteral("type"), QString(resource.type + QLatin1Char('@') + resource.apiVersion), 1);
    out += hcl.member(QStringLiteral("name"), resource.name, 1);
    out += hcl.member(QStringLiteral("parent_id"), parentOf(resource.id), 1);
    for (const auto &own : { QLatin1String("location"), QLatin1String("tags") }) // the provider has arguments for these
        if (body.contains(own))
            out += hcl.member(own, body.take(own), 1);
    if (resource.part == Part::DiagnosticSetting)
        out += QStringLiteral("  schema_validation_enabled = false\n"); // not in the provider's schemas
    if (!body.isEmpty())
        out += hcl.member(QStringLiteral("body"), body, 1);
    if (!resource.after.isEmpty()) {
        out += QStringLiteral("  depends_on = [\n");
        for (const QString &key : resource.after)
            out += QStringLiteral("    azapi_resource.%1,\n").arg(symbol(key));
        out += QStringLiteral("  ]\n");
    }
    return out + QStringLiteral("}\n");
}

} // namespace

QList<ExportedFile> terraformFiles(const QList<SpecResource> &list)
{
    QString text
        = QStringLiteral("terraform {\n  required_providers {\n    azapi = {\n      source  = \"Azure/azapi\"\n"
                         "      version = \"~> 2.0\"\n    }\n  }\n}\n");
    for (const SpecResource &resource : list)
        text += terraformBlock(resource);
    return { { QStringLiteral("main.tf"), text.toUtf8() } };
}

} // namespace bg
