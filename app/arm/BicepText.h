// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertExport.h"
#include "app/arm/SpecResource.h"

namespace bg {

// Bicep: the same resources as object literals, with symbolic names.
QList<ExportedFile> bicepFiles(const QList<SpecResource> &list);

} // namespace bg
