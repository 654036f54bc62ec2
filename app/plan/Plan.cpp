// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Plan.h"

namespace bg {

// Role after the keys: until then a Conditional Access policy for roles does not reach the account, and lesser rights
// suffice to register its keys. The printed password last, so that it waits nowhere.
Plan Plan::forMode(Mode mode, const TenantFacts &tenant)
{
    using enum StepId;
    const Turn group{ ExclusionGroup, LaneId::Directory, { Accounts } };
    QList<Turn> turns{ { Accounts, LaneId::Directory, {} } };
    // Where passkeys are for some groups only, ours has to be one of them before a key can be registered.
    if (tenant.arePasskeysForEverybody)
        turns += { { MethodPolicy, LaneId::Directory, { Accounts }, true }, group };
    else
        turns += { group, { MethodPolicy, LaneId::Directory, { ExclusionGroup }, true } };
    turns += {
        { Keys, LaneId::Key, { Accounts, MethodPolicy } },
        { RegistrationCampaign, LaneId::Directory, { ExclusionGroup }, true },
        { PerUserMfa, LaneId::Directory, { Accounts }, true },
        { Exclusions, LaneId::Directory, { ExclusionGroup }, true },
        { Role, LaneId::Directory, { Accounts, Keys } },
        { GuardPolicy, LaneId::Directory, { Exclusions, Keys, Role }, true },
    };
    if (mode != Mode::Check) {
        turns.append({ SealedPassword, LaneId::Directory, { Accounts, Keys, Role } });
        turns.append({ Sheets, LaneId::Directory, { SealedPassword } });
    }
    // After the paper: Azure may take minutes, and no account waits for it.
    turns.append({ Alerts, LaneId::Directory, { Accounts, ExclusionGroup }, true });
    turns.append({ FinalCheck, LaneId::Directory, {} });
    return { turns };
}

QList<Turn> Plan::ofLane(LaneId lane) const
{
    QList<Turn> some;
    for (const Turn &turn : turns)
        if (turn.lane == lane)
            some.append(turn);
    return some;
}

} // namespace bg
