// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/Step.h"
#include "app/steps/StepContext.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace bg {

// The steps behind one id: one per account, one per key, or a single one. In the order they are done.
std::vector<std::unique_ptr<Step>> makeSteps(StepId id, const StepContext &context);
// Their subjects, without making them.
QStringList subjectsOf(StepId id, const DesiredState &desired);

} // namespace bg
