// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/ConditionalAccess.h"
#include "app/steps/preflight/Scene.h"

#include <QList>

namespace bg::preflight {

// Permanent Global Administrators that are excluded from a third or more of the policies that would reach them: most
// likely somebody's emergency accounts, to be offered for adoption.
Result<void> findLikelyEmergencyAccounts(const Scene &scene, const QList<ConditionalAccessPolicy> &policies);

} // namespace bg::preflight
