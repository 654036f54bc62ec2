// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/BegunCredential.h"

namespace bg {

Result<bool> BegunCredential::isHeldBy(SecurityKey &other, std::stop_token stop) const
{
    const auto held = other.held(rpId, { made.credentialId }, stop);
    if (!held)
        return fail(held.error());
    if (!held->isEmpty())
        return true;
    const auto tells = other.tellsWhatItHolds(rpId, stop);
    if (!tells)
        return fail(tells.error());
    const KeyFacts &facts = other.facts();
    return !*tells && (facts.asksByItself || (facts.aaguid == key.aaguid && facts.serial == key.serial));
}

} // namespace bg
