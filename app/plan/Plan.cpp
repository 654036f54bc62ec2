// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Plan.h"

namespace bg {

// Role after the keys: until then a Conditional Access policy for roles does not reach the account, and lesser rights
// suffice to register its keys. The printed password last, so that it waits nowhere.
Plan Plan::forMode(Mode mode)
{
    using enum StepId;
    QList<Turn> turns{
        { Accounts, LaneId::Directory, {} },
        { ExclusionGroup, LaneId::Directory, { Accounts } },
        { MethodPolicy, LaneId::Directory, { ExclusionGroup }, true },
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
