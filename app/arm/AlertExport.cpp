// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertExport.h"

#include "app/arm/ArmTemplate.h"
#include "app/arm/BicepText.h"
#include "app/arm/SpecResource.h"
#include "app/arm/TerraformText.h"

namespace bg {

namespace {

QList<ExportedFile> queries(const AlertDeploymentSpec &spec)
{
    QList<ExportedFile> files;
    for (const AlertRuleText &rule : alertRules())
        if (!spec.leftOut.contains(QStringLiteral("rule.") + name(rule.rule)))
            files.append({ rule.file, (alertQuery(rule, spec) + QLatin1Char('\n')).toUtf8() });
    return files;
}

} // namespace

Result<QList<ExportedFile>> exported(AlertDeploymentSpec spec, AlertForm form)
{
    if (auto fine = validated(spec); !fine)
        return fail(std::move(fine).error());
    spec.found.clear();
    const QList<SpecResource> list = resources(spec);
    switch (form) {
    case AlertForm::Kql:
        return queries(spec);
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
