// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/steps/preflight/Scene.h"

namespace bg::preflight {

// Whether the wanted accounts and group are there already, and in which state. Reads tenant.initialDomain.
Result<void> checkNames(const Scene &scene);

} // namespace bg::preflight
