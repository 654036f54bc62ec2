// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/steps/StepContext.h"

#include <QJsonArray>
#include <QList>

namespace bg {

// Exclusion groups of earlier runs that somebody deleted, where the run has another one now. Their ids stay in every
// list that named them (policies, passkey policy, registration campaign), reach nobody, and make the service refuse the
// whole list when it is sent again: the only entries of such lists that are ever taken away.
QList<ObjectId> deadGroups(const StepContext &context);
// `targets` as the methods policy keeps them ({targetType, id, ...}), without those groups.
QJsonArray withoutDeadGroups(const QJsonArray &targets, const StepContext &context);

} // namespace bg
