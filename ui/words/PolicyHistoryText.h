// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/PolicyVersion.h"

namespace bg {

// "As it was before 3 June 2026 07:40"
QString formerText(const PolicyVersion &former);
// Who changed it then, and what putting it back changes, a line each: "Controls: block → mfa"
QString formerDetails(const PolicyVersion &former, const ObjectNames &names = {});

} // namespace bg
