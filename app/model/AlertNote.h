// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertFindings.h"
#include "app/model/Finding.h"

namespace bg {

// What is seen of the alerts, in the terms of a run.
Finding alertNote(const AlertFinding &seen);

} // namespace bg
