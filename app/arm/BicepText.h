// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertExport.h"
#include "app/arm/KitResource.h"

namespace bg {

// Bicep: the same resources as object literals, with symbolic names.
QList<ExportedFile> bicepFiles(const QList<KitResource> &list);

} // namespace bg
