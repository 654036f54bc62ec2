// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/key/SecurityKey.h"
#include "fido/FidoDevice.h"
#include "fido/YubiKeyConfig.h"

#include <optional>
#include <stop_token>

namespace bg {

// getInfo and the PIN retry counter as KeyFacts. The counter is asked for only where a PIN is set: some keys answer
// nonsense before. Errors: those of fidoError.
Result<KeyFacts> readFacts(FidoDevice &device, const SeenKey &seen, const std::optional<YubiKeyConfig> &config,
                           std::stop_token stop);

// The PIN tries that are left; -1 when the key does not tell.
int pinRetries(FidoDevice &device);

} // namespace bg
