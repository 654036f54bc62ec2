// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/User.h"
#include "app/steps/preflight/Scene.h"

namespace bg::preflight {

// Whether the wanted accounts and group are there already, and in which state. Reads tenant.initialDomain.
Result<void> checkNames(const Scene &scene);
// Ways to sign in that belong to a person, and per-user MFA. `isWanted`: the wizard will mend what it can of it.
Result<void> checkMethods(const Scene &scene, const User &user, bool isWanted);

} // namespace bg::preflight
