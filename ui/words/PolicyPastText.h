// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/FormerPolicy.h"

namespace bg {

// "As it was before 3 June 2026 07:40, changed by admin@contoso.onmicrosoft.com"
QString formerText(const FormerPolicy &former);
// What putting it back changes, a line each: "Controls: block → mfa"
QString differencesText(const FormerPolicy &former);

} // namespace bg
