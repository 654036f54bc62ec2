// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"
#include "app/model/TenantFacts.h"

#include <QList>

#include <optional>

namespace bg {

// The steps that a repair of drift may carry out, in their order. None of them sets a password, ends a session, prints,
// or touches a key.
const QList<StepId> &mendableSteps();

// Which of them mend what a check found; what only a set-up or a person can mend is not among it.
QList<StepId> driftOf(const QList<Finding> &findings);
// Something that the wizard can repair is left, which takes a set-up: an account or a key that is gone.
bool needsSetUp(const QList<Finding> &findings);

// What a repair of `drift` works with: the accounts and the group of `known` (of a record, or found in the directory), or
// else those that preflight found. A suggestion: the operator confirms it before anything is written. Of `chosen` all
// that says nothing of the accounts and the group counts.
DesiredState mending(const QList<StepId> &drift, const std::optional<DesiredState> &known, const TenantFacts &tenant,
                     const DesiredState &chosen);
// All of its accounts exist; else there is nothing to mend.
bool canMend(const DesiredState &desired);

} // namespace bg
