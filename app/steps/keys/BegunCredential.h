// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/KeyEvents.h"
#include "app/key/SecurityKey.h"

#include <stop_token>

namespace bg {

// A credential that this run made for a place and that is not proven yet: a retry proves it, or it is withdrawn.
struct BegunCredential {
    Attestation made;
    QString rpId;
    QString methodId; // empty: whether the tenant has it is not known
    KeyFacts key; // that made it
    KeyNote note; // as it stands in the journal

    // Whether `key` is the one that holds it: asked silently; where the key does not answer that, its number and model
    // decide. Blocks for the key. Errors: KeyRemoved, KeySilent, KeyBusy, Cancelled.
    Result<bool> isHeldBy(SecurityKey &key, std::stop_token stop) const;
};

} // namespace bg
