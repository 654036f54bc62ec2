// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/model/DesiredState.h"
#include "ui/models/Question.h"

#include <QString>

namespace bg {

// What autoplay does with a sheet in place of printer and person: writes it as PDF into `folder` and types it back.
// Blocks for the rendering; for a worker thread. Errors as writeSealedSheets(); Internal when what was rendered cannot
// be typed back.
Result<void> playSheet(const SheetQuestion &question, const DesiredState &desired, const QString &folder);

} // namespace bg
