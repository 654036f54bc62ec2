// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertDeploymentSpec.h"

#include <QString>

namespace bg {

// Writes the kit for those who deploy otherwise, into kql, arm, bicep and terraform below `folder`, which are made.
// Errors: File; Input when the kit is not valid.
Result<void> saveAlertFiles(const AlertDeploymentSpec &spec, const QString &folder);

} // namespace bg
