// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/model/TenantFacts.h"

#include <QString>

namespace bg {

// Whether preflight showed the person that nobody had the name. Who has it now came in between: it is not offered for
// a take-over, since its maker is most likely still at work on it.
bool wasSeenFree(const TenantFacts &tenant, const Upn &account);
bool wasSeenFree(const TenantFacts &tenant, const QString &groupName);

} // namespace bg
