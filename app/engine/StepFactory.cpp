// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/StepFactory.h"

#include "app/steps/accounts/AccountStep.h"
#include "app/steps/accounts/ConfirmAccountsStep.h"
#include "app/steps/alerts/AlertsStep.h"
#include "app/steps/policies/ExclusionGroupStep.h"
#include "app/steps/policies/ExclusionsStep.h"
#include "app/steps/check/FinalCheck.h"
#include "app/steps/policies/GuardPolicyStep.h"
#include "app/steps/KeySlots.h"
#include "app/steps/keys/KeysStep.h"
#include "app/steps/accounts/LeaveRestrictedUnitStep.h"
#include "app/steps/policies/MethodPolicyStep.h"
#include "app/steps/keys/NewKeyStep.h"
#include "app/steps/keys/NewPinStep.h"
#include "app/steps/incident/OtherAdminsCheck.h"
#include "app/steps/accounts/PerUserMfaStep.h"
#include "app/steps/policies/ReportOnlyStep.h"
#include "app/steps/policies/PolicyRestoreStep.h"
#include "app/steps/policies/RegistrationCampaignStep.h"
#include "app/steps/accounts/RestoreRestrictedUnitStep.h"
#include "app/steps/accounts/RoleStep.h"
#include "app/steps/accounts/SealedPasswordStep.h"
#include "app/steps/paper/SheetsStep.h"
#include "app/steps/incident/BlockSignInStep.h"
#include "app/steps/accounts/SignInResetStep.h"
#include "app/steps/incident/UnknownAuthMethodsStep.h"
#include "app/steps/check/MaintenanceCheck.h"
#include "app/steps/incident/SignInReviewStep.h"

#include <algorithm>
#include <numeric>

namespace bg {

namespace {

using Steps = std::vector<std::unique_ptr<Step>>;

template <typename T> Steps one(const StepContext &context)
{
    Steps steps;
    steps.push_back(std::make_unique<T>(context));
    return steps;
}

bool concerns(const PlannedStep &planned, int account)
{
    return planned.account == StepDependency::allAccounts || planned.account == account;
}

template <typename T> Steps perAccount(const PlannedStep &planned, const StepContext &context)
{
    Steps steps;
    for (int i = 0; i < context.desired.accounts.size(); ++i)
        if (concerns(planned, i) && (context.desired.drift.isEmpty() || !context.runState.account(i).id.isEmpty()))
            steps.push_back(std::make_unique<T>(context, i)); // a repair of drift makes no account
    return steps;
}

// By name, whatever the person called the first one: where two wizards want the same two accounts, one of them meets
// the other at its very first account and has made nothing yet.
Steps accountsByName(const PlannedStep &planned, const StepContext &context)
{
    std::vector<int> order(std::size_t(context.desired.accounts.size()));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        return context.desired.accounts[a].userName.compare(context.desired.accounts[b].userName, Qt::CaseInsensitive)
            < 0;
    });
    Steps steps;
    for (const int account : order)
        if (concerns(planned, account))
            steps.push_back(std::make_unique<AccountStep>(context, account));
    return steps;
}

template <typename T> Steps perKey(const PlannedStep &planned, const StepContext &context)
{
    Steps steps;
    for (const KeySlot &slot : keySlots(context.desired))
        if (concerns(planned, slot.account))
            steps.push_back(std::make_unique<T>(context, slot));
    return steps;
}

Steps perReset(const StepContext &context)
{
    Steps steps;
    for (const ResetChoice &choice : context.desired.resets)
        steps.push_back(std::make_unique<SignInResetStep>(context, choice));
    return steps;
}

// A repair of drift makes nothing that it was not told to make: what builds on the group waits for the group.
bool lacksGroup(StepId step, const StepContext &context)
{
    using enum StepId;
    const QList<StepId> &drift = context.desired.drift;
    const bool buildsOnGroup = step == Exclusions || step == RegistrationCampaign || step == MethodPolicy;
    return buildsOnGroup && !drift.isEmpty() && !drift.contains(ExclusionGroup) && context.runState.groupId().isEmpty();
}

} // namespace

Steps makeSteps(const PlannedStep &planned, const StepContext &context)
{
    if (lacksGroup(planned.step, context))
        return {};
    switch (planned.step) {
    case StepId::Accounts:
        return accountsByName(planned, context);
    case StepId::ExclusionGroup:
        return one<ExclusionGroupStep>(context);
    case StepId::Exclusions:
        return one<ExclusionsStep>(context);
    case StepId::Keys:
        return perKey<KeysStep>(planned, context);
    case StepId::Role:
        return perAccount<RoleStep>(planned, context);
    case StepId::MethodPolicy:
        return one<MethodPolicyStep>(context);
    case StepId::PerUserMfa:
        return perAccount<PerUserMfaStep>(planned, context);
    case StepId::RegistrationCampaign:
        return one<RegistrationCampaignStep>(context);
    case StepId::GuardPolicy:
        return one<GuardPolicyStep>(context);
    case StepId::SealedPassword:
        return perAccount<SealedPasswordStep>(planned, context);
    case StepId::Sheets:
        return one<SheetsStep>(context);
    case StepId::Maintenance:
        return one<MaintenanceCheck>(context);
    case StepId::FinalCheck:
        return one<FinalCheck>(context);
    case StepId::Alerts:
        return one<AlertsStep>(context);
    case StepId::LeaveRestrictedUnit:
        return perAccount<LeaveRestrictedUnitStep>(planned, context);
    case StepId::NewKeys:
        return perKey<NewKeyStep>(planned, context);
    case StepId::NewPins:
        return perKey<NewPinStep>(planned, context);
    case StepId::RestoreRestrictedUnit:
        return perAccount<RestoreRestrictedUnitStep>(planned, context);
    case StepId::OtherAdmins:
        return one<OtherAdminsCheck>(context);
    case StepId::BlockSignIn:
        return perAccount<BlockSignInStep>(planned, context);
    case StepId::UnknownAuthMethods:
        return perAccount<UnknownAuthMethodsStep>(planned, context);
    case StepId::Uses:
        return one<SignInReviewStep>(context);
    case StepId::ReportOnly:
        return one<ReportOnlyStep>(context);
    case StepId::PolicyRestore:
        return one<PolicyRestoreStep>(context);
    case StepId::SignInReset:
        return perReset(context);
    case StepId::ConfirmAccounts:
        return one<ConfirmAccountsStep>(context);
    case StepId::Preflight:
    case StepId::Proof:
        break;
    }
    return {};
}

QStringList subjectsOf(const PlannedStep &planned, const DesiredState &desired)
{
    QStringList subjects;
    switch (planned.step) {
    case StepId::Accounts:
    case StepId::Role:
    case StepId::PerUserMfa:
    case StepId::SealedPassword:
    case StepId::LeaveRestrictedUnit:
    case StepId::RestoreRestrictedUnit:
    case StepId::BlockSignIn:
    case StepId::UnknownAuthMethods:
        for (int i = 0; i < desired.accounts.size(); ++i)
            if (concerns(planned, i))
                subjects.append(desired.accounts[i].userName);
        return subjects;
    case StepId::Keys:
    case StepId::NewKeys:
    case StepId::NewPins:
        for (const KeySlot &slot : keySlots(desired))
            if (concerns(planned, slot.account))
                subjects.append(slot.label);
        return subjects;
    case StepId::ExclusionGroup:
        return { desired.exclusionGroup };
    case StepId::SignInReset:
        for (const ResetChoice &choice : desired.resets)
            subjects.append(choice.userPrincipalName.value);
        return subjects;
    default:
        return { QString() };
    }
}

} // namespace bg
