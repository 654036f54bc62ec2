// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertDeploymentSpec.h"
#include "app/base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace bg {

// The forms in which the kit can leave for those who deploy otherwise.
enum class AlertForm { Kql, ArmTemplate, Bicep, Terraform };

struct ExportedFile {
    QString name; // "alerts.bicep"
    QByteArray text; // UTF-8
};

// The kit's resources as files, all from resources(kit), with this tenant's ids filled in; none holds a secret but the
// webhooks' addresses. What is found in Azure already plays no part: the files describe the whole kit.
//   Kql          one file per rule that is not left out
//   ArmTemplate  alerts.json for the subscription, diagnostic-setting.json for the tenant
//   Bicep        main.bicep and its module alerts.bicep for the subscription, diagnostic-setting.bicep for the tenant
//   Terraform    main.tf, provider Azure/azapi 2: takes the same bodies as Azure itself
// The diagnostic setting stands apart, because it needs rights on the tenant. Input: validated().
Result<QList<ExportedFile>> exported(AlertDeploymentSpec spec, AlertForm form);

} // namespace bg
