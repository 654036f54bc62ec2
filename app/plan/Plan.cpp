// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Plan.h"

#include "app/plan/Repair.h"

namespace bg {

namespace {

using enum StepId;

constexpr int bothAccounts = 2;

// Role after the keys: until then a Conditional Access policy for roles does not reach the account, and lesser rights
// suffice to register its keys. The printed password last, so that it waits nowhere.
QList<Turn> provisioning(Mode mode, const TenantFacts &tenant)
{
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
        // What a rotation that was cut short had taken out.
        for (int account = 0; account < bothAccounts; ++account)
            turns.append({ ReturnToUnit, LaneId::Directory, { Accounts }, true, account });
    }
    // After the paper: Azure may take minutes, and no account waits for it.
    turns.append({ Alerts, LaneId::Directory, { Accounts, ExclusionGroup }, true });
    if (mode == Mode::Check)
        turns.append({ Upkeep, LaneId::Directory, { Accounts, Keys }, true });
    return turns;
}

// One account, with all that is to be new; the other one begins only when everything of the first is done, so that its
// old way in stays good until then. In one lane: the order is the safety here.
void renew(const RotationChoice &choice, const QList<StepId> &first, QList<Turn> &turns, QList<Milestone> &before)
{
    for (const int account : choice.accounts) {
        const auto next = [&](StepId step) {
            turns.append({ step, LaneId::Directory, before, false, account });
            before.append({ step, account });
        };
        next(LeaveUnit);
        for (const StepId step : first)
            next(step);
        if (choice.keys)
            next(NewKeys);
        if (choice.pins && !choice.keys)
            next(NewPins);
        if (choice.password)
            next(SealedPassword);
        // Whatever failed: back into the unit. But the other account waits until this one is whole.
        turns.append({ ReturnToUnit, LaneId::Directory, { Accounts }, false, account });
        before.append({ ReturnToUnit, account });
    }
}

// A look at everything, which changes nothing.
QList<Turn> looking()
{
    QList<Turn> turns;
    for (const StepId step : { Accounts, ExclusionGroup, MethodPolicy, Keys, Exclusions, Role })
        turns.append({ step, LaneId::Directory, {}, false, Milestone::allAccounts, true });
    return turns;
}

QList<Turn> rotating(const RotationChoice &choice)
{
    QList<Turn> turns = looking();
    QList<Milestone> before{ Accounts, Keys };
    renew(choice, {}, turns, before);
    turns.append({ Sheets, LaneId::Directory, before });
    return turns;
}

// A rotation that begins with a door shut, and only when others get in.
QList<Turn> answeringUses(const RotationChoice &choice)
{
    QList<Turn> turns = looking();
    turns.append({ OthersGetIn, LaneId::Directory, { Accounts, Role }, false, Milestone::allAccounts, true });
    QList<Milestone> before{ Accounts, Keys, OthersGetIn };
    renew(choice, { ShutOut, StrangeMethods }, turns, before);
    turns.append({ Uses, LaneId::Directory, { Accounts } });
    turns.append({ Sheets, LaneId::Directory, { Accounts, Uses } });
    return turns;
}

// Who locks people out stops it first, or is again what it was; then the accounts are excluded again wherever that was
// lost. Nothing that belongs to an account is written: one of them may be the one that is signed in. People get their
// way to sign in last, whatever became of the policies: by then nothing that was mended stops them at the door.
QList<Turn> repairingPolicies(const TenantFacts &tenant)
{
    QList<Turn> turns{ { Accounts, LaneId::Directory, {}, false, Milestone::allAccounts, true },
                       { ExclusionGroup, LaneId::Directory, { Accounts }, false, Milestone::allAccounts, true },
                       { PolicyRelief, LaneId::Directory, {} },
                       { PolicyRestore, LaneId::Directory, { ExclusionGroup } } };
    if (knowsGroup(tenant))
        turns.append({ Exclusions, LaneId::Directory, { ExclusionGroup } });
    turns.append({ SignInReset, LaneId::Directory, {} });
    return turns;
}

} // namespace

Plan Plan::forMode(Mode mode, const TenantFacts &tenant, const RotationChoice &rotation)
{
    if (mode == Mode::Repair)
        return { repairingPolicies(tenant) };
    QList<Turn> turns = mode == Mode::Rotate ? rotating(rotation)
        : mode == Mode::Misuse               ? answeringUses(rotation)
                                             : provisioning(mode, tenant);
    turns.append({ FinalCheck, LaneId::Directory, {}, false, Milestone::allAccounts, true });
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
