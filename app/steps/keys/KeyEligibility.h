// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"
#include "app/steps/StepContext.h"

#include <stop_token>

namespace bg {

// Whether this key can serve and the tenant's passkey policy admits it, for registration and for sign-in: said before
// anybody touches it. KeyUnsuitable names what it lacks; KeyNotAdmitted the verdict and the AAGUID, "attestation ..."
// where the policy demands attestation and this key has none to give. Where that cannot be known, the person is asked.
// A key that tells its AAGUID only when a credential was made is judged by what it can do, and must be judged again
// then. Blocks for the person only; Cancelled.
Result<void> judgeKey(const StepContext &context, const KeySlot &slot, const KeyFacts &key, std::stop_token stop);

} // namespace bg
