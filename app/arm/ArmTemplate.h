// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertExport.h"
#include "app/arm/SpecResource.h"

namespace bg {

// ARM templates: JSON with a schema, an array of resources, and a nested deployment for the resource group. A string
// that begins with a bracket is doubled, or it would be an expression.
QList<ExportedFile> armTemplates(const QList<SpecResource> &list);

} // namespace bg
