// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/StepList.h"

#include "app/steps/AccountStep.h"
#include "app/steps/AlertsStep.h"
#include "app/steps/ExclusionGroupStep.h"
#include "app/steps/ExclusionsStep.h"
#include "app/steps/FinalCheck.h"
#include "app/steps/GuardPolicyStep.h"
#include "app/steps/KeySlots.h"
#include "app/steps/KeysStep.h"
#include "app/steps/LeaveUnitStep.h"
#include "app/steps/MethodPolicyStep.h"
#include "app/steps/NewKeyStep.h"
#include "app/steps/NewPinStep.h"
#include "app/steps/OthersGetInStep.h"
#include "app/steps/PerUserMfaStep.h"
#include "app/steps/PolicyReliefStep.h"
#include "app/steps/PolicyRestoreStep.h"
#include "app/steps/RegistrationCampaignStep.h"
#include "app/steps/ReturnToUnitStep.h"
#include "app/steps/RoleStep.h"
#include "app/steps/SealedPasswordStep.h"
#include "app/steps/SheetsStep.h"
#include "app/steps/ShutOutStep.h"
#include "app/steps/SignInResetStep.h"
#include "app/steps/StrangeMethodsStep.h"
#include "app/steps/UpkeepStep.h"
#include "app/steps/UsesStep.h"

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

bool concerns(const Turn &turn, int account)
{
    return turn.account == Milestone::allAccounts || turn.account == account;
}

template <typename T> Steps perAccount(const Turn &turn, const StepContext &context)
{
    Steps steps;
    for (int i = 0; i < context.desired.accounts.size(); ++i)
        if (concerns(turn, i))
            steps.push_back(std::make_unique<T>(context, i));
    return steps;
}

// By name, whatever the person called the first one: where two wizards want the same two accounts, one of them meets
// the other at its very first account and has made nothing yet.
Steps accountsByName(const Turn &turn, const StepContext &context)
{
    std::vector<int> order(std::size_t(context.desired.accounts.size()));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        return context.desired.accounts[a].userName.compare(context.desired.accounts[b].userName, Qt::CaseInsensitive)
            < 0;
    });
    Steps steps;
    for (const int account : order)
        if (concerns(turn, account))
            steps.push_back(std::make_unique<AccountStep>(context, account));
    return steps;
}

template <typename T> Steps perKey(const Turn &turn, const StepContext &context)
{
    Steps steps;
    for (const KeySlot &slot : keySlots(context.desired))
        if (concerns(turn, slot.account))
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

} // namespace

Steps makeSteps(const Turn &turn, const StepContext &context)
{
    switch (turn.step) {
    case StepId::Accounts:
        return accountsByName(turn, context);
    case StepId::ExclusionGroup:
        return one<ExclusionGroupStep>(context);
    case StepId::Exclusions:
        return one<ExclusionsStep>(context);
    case StepId::Keys:
        return perKey<KeysStep>(turn, context);
    case StepId::Role:
        return perAccount<RoleStep>(turn, context);
    case StepId::MethodPolicy:
        return one<MethodPolicyStep>(context);
    case StepId::PerUserMfa:
        return perAccount<PerUserMfaStep>(turn, context);
    case StepId::RegistrationCampaign:
        return one<RegistrationCampaignStep>(context);
    case StepId::GuardPolicy:
        return one<GuardPolicyStep>(context);
    case StepId::SealedPassword:
        return perAccount<SealedPasswordStep>(turn, context);
    case StepId::Sheets:
        return one<SheetsStep>(context);
    case StepId::Upkeep:
        return one<UpkeepStep>(context);
    case StepId::FinalCheck:
        return one<FinalCheck>(context);
    case StepId::Alerts:
        return one<AlertsStep>(context);
    case StepId::LeaveUnit:
        return perAccount<LeaveUnitStep>(turn, context);
    case StepId::NewKeys:
        return perKey<NewKeyStep>(turn, context);
    case StepId::NewPins:
        return perKey<NewPinStep>(turn, context);
    case StepId::ReturnToUnit:
        return perAccount<ReturnToUnitStep>(turn, context);
    case StepId::OthersGetIn:
        return one<OthersGetInStep>(context);
    case StepId::ShutOut:
        return perAccount<ShutOutStep>(turn, context);
    case StepId::StrangeMethods:
        return perAccount<StrangeMethodsStep>(turn, context);
    case StepId::Uses:
        return one<UsesStep>(context);
    case StepId::PolicyRelief:
        return one<PolicyReliefStep>(context);
    case StepId::PolicyRestore:
        return one<PolicyRestoreStep>(context);
    case StepId::SignInReset:
        return perReset(context);
    case StepId::Preflight:
    case StepId::Proof:
        break;
    }
    return {};
}

QStringList subjectsOf(const Turn &turn, const DesiredState &desired)
{
    QStringList subjects;
    switch (turn.step) {
    case StepId::Accounts:
    case StepId::Role:
    case StepId::PerUserMfa:
    case StepId::SealedPassword:
    case StepId::LeaveUnit:
    case StepId::ReturnToUnit:
    case StepId::ShutOut:
    case StepId::StrangeMethods:
        for (int i = 0; i < desired.accounts.size(); ++i)
            if (concerns(turn, i))
                subjects.append(desired.accounts[i].userName);
        return subjects;
    case StepId::Keys:
    case StepId::NewKeys:
    case StepId::NewPins:
        for (const KeySlot &slot : keySlots(desired))
            if (concerns(turn, slot.account))
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
