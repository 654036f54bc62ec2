// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertExport.h"
#include "app/arm/SpecResource.h"

namespace bg {

// Terraform: one azapi_resource block per resource; bodies as HCL objects.
QList<ExportedFile> terraformFiles(const QList<SpecResource> &list);

} // namespace bg
