// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"
#include "app/model/RunRecord.h"
#include "app/practice/PracticeScenario.h"

#include <QJsonObject>

namespace bg {

// What a tenant must be after a run: as it was before, with the changes that were wanted and no other. From the record
// come only the ids that the service gave out. Without passkeys: they are drawn anew each time. Compare with
// likeness() of Aftermath.h.
QJsonObject expectedTenant(const QJsonObject &before, const PracticeScenario &scenario, const DesiredState &desired,
                           const RunRecord &record);

} // namespace bg
