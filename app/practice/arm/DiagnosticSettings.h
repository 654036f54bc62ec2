// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Call.h"
#include "app/practice/arm/Azure.h"

namespace bg {

// Answers a call below /providers/microsoft.aadiam/diagnosticSettings: for the directory's own administrators only,
// five settings at most, and no category twice to one workspace.
Reply settingsAnswer(Azure &azure, const Call &call);

} // namespace bg
