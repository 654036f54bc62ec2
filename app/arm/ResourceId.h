// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

namespace bg {

// The full path of a thing in Azure: "/subscriptions/{guid}/resourceGroups/{name}/providers/{namespace}/{type}/{name}".
// The letter case carries no meaning; the service itself changes it between answers.
using ResourceId = Id<struct ArmResourceTag>;

} // namespace bg
