// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Plan.h"
#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace bg {

// The steps of one turn: one per account, one per key, or a single one. In the order they are done.
std::vector<std::unique_ptr<Step>> makeSteps(const PlannedStep &planned, const StepContext &context);
// Their subjects, without making them.
QStringList subjectsOf(const PlannedStep &planned, const DesiredState &desired);

} // namespace bg
