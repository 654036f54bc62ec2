// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/steps/StepContext.h"

#include <stop_token>

namespace bg {

// Puts the PIN of one key on its sheet and notes so. Nothing where this run holds none: the key was enrolled by an
// earlier one, and its envelope exists. Blocks for the person; where that ends with an error, the PIN stays in the
// ledger. Errors: the person's and the printer's, File, Cancelled.
Result<void> sealPin(const StepContext &context, int account, const QString &label, std::stop_token stop);
// The same for a PIN that the ledger does not hold: a key that stays gets a new one.
Result<void> sealPin(const StepContext &context, int account, const QString &label, const Secret &pin,
                     std::stop_token stop);

// The same for every PIN that was set on a key which then was left aside.
Result<void> sealOrphanedPins(const StepContext &context, std::stop_token stop);

} // namespace bg
