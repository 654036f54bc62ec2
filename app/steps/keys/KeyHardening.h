// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"
#include "app/steps/keys/KeyPin.h"
#include "app/steps/StepContext.h"

#include <stop_token>

namespace bg {

// Tells the key what DesiredState::keySettings wish, where it can: the minimum PIN length first, then the PIN at every
// use. What is so already is left alone. Where the minimum makes the PIN too short, the PIN is changed. A key that
// cannot is used all the same and noted as finding::KeyNotHardened. `pin` must be prepared. Blocks for the key and the
// person. Errors: those of SecurityKey and KeyPin, Cancelled.
Result<void> hardenKey(const StepContext &context, const KeySlot &slot, SecurityKey &key, KeyPin &pin,
                       std::stop_token stop);

} // namespace bg
