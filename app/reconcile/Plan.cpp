// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reconcile/Plan.h"

#include "app/plan/Repair.h"

namespace bg {

namespace {

using enum StepId;

constexpr int bothAccounts = 2;

// Role after the keys: until then a Conditional Access policy for roles does not reach the account, and lesser rights
// suffice to register its keys. The printed password last, so that it waits nowhere.
QList<PlannedStep> provisioning(Mode mode, const TenantFacts &tenant)
{
    const PlannedStep group{ ExclusionGroup, LaneId::Directory, { Accounts } };
    QList<PlannedStep> plannedSteps{ { Accounts, LaneId::Directory, {} } };
    // Where passkeys are for some groups only, ours has to be one of them before a key can be registered.
    if (tenant.arePasskeysForEverybody)
        plannedSteps += { { MethodPolicy, LaneId::Directory, { Accounts }, true }, group };
    else
        plannedSteps += { group, { MethodPolicy, LaneId::Directory, { ExclusionGroup }, true } };
    plannedSteps += {
        { Keys, LaneId::Key, { Accounts, MethodPolicy } },
        { RegistrationCampaign, LaneId::Directory, { ExclusionGroup }, true },
        { PerUserMfa, LaneId::Directory, { Accounts }, true },
        { Exclusions, LaneId::Directory, { ExclusionGroup }, true },
        { Role, LaneId::Directory, { Accounts, Keys } },
        { GuardPolicy, LaneId::Directory, { Exclusions, Keys, Role }, true },
    };
    if (mode != Mode::Check) {
        plannedSteps.append({ SealedPassword, LaneId::Directory, { Accounts, Keys, Role } });
        plannedSteps.append({ Sheets, LaneId::Directory, { SealedPassword } });
        // What a rotation that was cut short had taken out.
        for (int account = 0; account < bothAccounts; ++account)
            plannedSteps.append({ RestoreRestrictedUnit, LaneId::Directory, { Accounts }, true, account });
    }
    // After the paper: Azure may take minutes, and no account waits for it.
    plannedSteps.append({ Alerts, LaneId::Directory, { Accounts, ExclusionGroup }, true });
    if (mode == Mode::Check)
        plannedSteps.append({ Maintenance, LaneId::Directory, { Accounts, Keys }, true });
    return plannedSteps;
}

// One account, with all that is to be new; the other one begins only when everything of the first is done, so that its
// old way in stays good until then. In one lane: the order is the safety here.
void renew(const RotationChoice &choice, const QList<StepId> &first, QList<PlannedStep> &plannedSteps, QList<StepDependency> &before)
{
    for (const int account : choice.accounts) {
        const auto next = [&](StepId step) {
            plannedSteps.append({ step, LaneId::Directory, before, false, account });
            before.append({ step, account });
        };
        next(LeaveRestrictedUnit);
        for (const StepId step : first)
            next(step);
        if (choice.keys)
            next(NewKeys);
        if (choice.pins && !choice.keys)
            next(NewPins);
        if (choice.password)
            next(SealedPassword);
        // Whatever failed: back into the unit. But the other account waits until this one is whole.
        plannedSteps.append({ RestoreRestrictedUnit, LaneId::Directory, { Accounts }, false, account });
        before.append({ RestoreRestrictedUnit, account });
    }
}

// A look at everything, which changes nothing.
QList<PlannedStep> looking()
{
    QList<PlannedStep> plannedSteps;
    for (const StepId step : { Accounts, ExclusionGroup, MethodPolicy, Keys, Exclusions, Role })
        plannedSteps.append({ step, LaneId::Directory, {}, false, StepDependency::allAccounts, true });
    return plannedSteps;
}

QList<PlannedStep> rotating(const RotationChoice &choice)
{
    QList<PlannedStep> plannedSteps = looking();
    QList<StepDependency> before{ Accounts, Keys };
    renew(choice, {}, plannedSteps, before);
    plannedSteps.append({ Sheets, LaneId::Directory, before });
    return plannedSteps;
}

// A rotation that begins with a door shut, and only when others get in.
QList<PlannedStep> answeringIncident(const RotationChoice &choice)
{
    QList<PlannedStep> plannedSteps = looking();
    plannedSteps.append({ OtherAdmins, LaneId::Directory, { Accounts, Role }, false, StepDependency::allAccounts, true });
    QList<StepDependency> before{ Accounts, Keys, OtherAdmins };
    renew(choice, { BlockSignIn, UnknownAuthMethods }, plannedSteps, before);
    plannedSteps.append({ Uses, LaneId::Directory, { Accounts } });
    plannedSteps.append({ Sheets, LaneId::Directory, { Accounts, Uses } });
    return plannedSteps;
}

// Who locks people out stops it first, or is again what it was; then the accounts are excluded again wherever that was
// lost. Nothing that belongs to an account is written: one of them may be the one that is signed in. People get their
// way to sign in last, whatever became of the policies: by then nothing that was mended stops them at the door.
QList<PlannedStep> repairingPolicies(const TenantFacts &tenant)
{
    QList<PlannedStep> plannedSteps{ { Accounts, LaneId::Directory, {}, false, StepDependency::allAccounts, true },
                       { ExclusionGroup, LaneId::Directory, { Accounts }, false, StepDependency::allAccounts, true },
                       { ReportOnly, LaneId::Directory, {} },
                       { PolicyRestore, LaneId::Directory, { ExclusionGroup } } };
    if (knowsGroup(tenant))
        plannedSteps.append({ Exclusions, LaneId::Directory, { ExclusionGroup } });
    plannedSteps.append({ SignInReset, LaneId::Directory, {} });
    return plannedSteps;
}

// Only what a check found amiss, after the operator said that these are the accounts. What is not to be mended is looked
// at, so that the rest knows the accounts and the group.
QList<PlannedStep> mendingDrift(const DesiredState &desired)
{
    const auto looksOnly = [&](StepId step) { return !desired.drift.contains(step); };
    QList<PlannedStep> plannedSteps{
        { ConfirmAccounts, LaneId::Directory, {} },
        { Accounts, LaneId::Directory, { ConfirmAccounts }, true, StepDependency::allAccounts, looksOnly(Accounts) },
        { ExclusionGroup, LaneId::Directory, { ConfirmAccounts, Accounts }, false, StepDependency::allAccounts,
          looksOnly(ExclusionGroup) }
    };
    if (!desired.reportOnly.isEmpty())
        plannedSteps.append({ ReportOnly, LaneId::Directory, {} });
    if (!desired.restored.isEmpty())
        plannedSteps.append({ PolicyRestore, LaneId::Directory, { ExclusionGroup } });
    for (const StepId step : desired.drift)
        if (step != Accounts && step != ExclusionGroup)
            plannedSteps.append({ step, LaneId::Directory, { ConfirmAccounts, Accounts, ExclusionGroup }, true });
    if (!desired.resets.isEmpty())
        plannedSteps.append({ SignInReset, LaneId::Directory, {} });
    return plannedSteps;
}

} // namespace

Plan Plan::forWish(Mode mode, const TenantFacts &tenant, const DesiredState &desired)
{
    if (mode == Mode::Repair && !desired.drift.isEmpty())
        return { mendingDrift(desired) };
    return forMode(mode, tenant, desired.rotation);
}

Plan Plan::forMode(Mode mode, const TenantFacts &tenant, const RotationChoice &rotation)
{
    if (mode == Mode::Repair)
        return { repairingPolicies(tenant) };
    QList<PlannedStep> plannedSteps = mode == Mode::Rotate ? rotating(rotation)
        : mode == Mode::Incident               ? answeringIncident(rotation)
                                             : provisioning(mode, tenant);
    plannedSteps.append({ FinalCheck, LaneId::Directory, {}, false, StepDependency::allAccounts, true });
    return { plannedSteps };
}

QList<PlannedStep> Plan::ofLane(LaneId lane) const
{
    QList<PlannedStep> some;
    for (const PlannedStep &planned : plannedSteps)
        if (planned.lane == lane)
            some.append(planned);
    return some;
}

} // namespace bg
