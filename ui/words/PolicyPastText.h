// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/FormerPolicy.h"

namespace bg {

// "As it was before 3 June 2026 07:40"
QString formerText(const FormerPolicy &former);
// Who changed it then, and what putting it back changes, a line each: "Controls: block → mfa"
QString formerDetails(const FormerPolicy &former, const ObjectNames &names = {});

} // namespace bg
