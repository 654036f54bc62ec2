// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/ResetText.h"

#include "ui/words/Translate.h"

namespace bg {

ErrorText resetRefusalText(const ResetRefusal &refusal)
{
    const auto is = [&](const char *reason) { return refusal.reason == QLatin1String(reason); };
    if (is("synchronized"))
        return {
            words("%1 is synchronised from on-premises, and Entra takes no new password for it.").arg(refusal.person),
            words("Reset it in the directory there, or choose somebody who exists in the cloud only.")
        };
    if (is("guest"))
        return { words("%1 is a guest: the password belongs to another organisation.").arg(refusal.person),
                 words("Have it reset there, or choose somebody of this tenant.") };
    if (is("federated"))
        return { words("%1 signs in through another provider, which does not ask Entra for the password.")
                     .arg(refusal.person),
                 words("Have it reset there, or choose somebody who exists in the cloud only.") };
    if (is("restrictedUnit"))
        return { words("%1 sits in a restricted management unit, where nobody can reset it.").arg(refusal.person),
                 words("Take the account out of the unit in the Entra admin center, then read the tenant again.") };
    if (is("gone"))
        return { words("%1 is no longer there.").arg(refusal.person),
                 words("For 30 days it can be restored among the deleted users in the Entra admin center. Or choose "
                       "somebody else.") };
    if (is("emergencyAccount"))
        return { words("%1 is an emergency account, which no person resets by hand.").arg(refusal.person),
                 words("Renew it with “Rotate”, signed in as somebody else.") };
    return { words("The sign-in of %1 cannot be reset.").arg(refusal.person),
             words("The details say why. Choose somebody else.") };
}

} // namespace bg
