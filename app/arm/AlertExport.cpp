// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertExport.h"

#include "app/arm/ArmTemplate.h"
#include "app/arm/BicepText.h"
#include "app/arm/KitResource.h"
#include "app/arm/TerraformText.h"

namespace bg {

namespace {

QList<ExportedFile> queries(const AlertKit &kit)
{
    QList<ExportedFile> files;
    for (const AlertRuleText &rule : alertRules())
        if (!kit.leftOut.contains(QStringLiteral("rule.") + name(rule.rule)))
            files.append({ rule.file, (alertQuery(rule, kit) + QLatin1Char('\n')).toUtf8() });
    return files;
}

} // namespace

Result<QList<ExportedFile>> exported(AlertKit kit, AlertForm form)
{
    if (auto fine = validated(kit); !fine)
        return fail(std::move(fine).error());
    kit.found.clear();
    const QList<KitResource> list = resources(kit);
    switch (form) {
    case AlertForm::Kql:
        return queries(kit);
    case AlertForm::ArmTemplate:
        return armTemplates(list);
    case AlertForm::Bicep:
        return bicepFiles(list);
    case AlertForm::Terraform:
        return terraformFiles(list);
    }
    return fail(Error::Kind::Internal, QStringLiteral("form"));
}

} // namespace bg
