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
#include "app/steps/MethodPolicyStep.h"
#include "app/steps/PerUserMfaStep.h"
#include "app/steps/RegistrationCampaignStep.h"
#include "app/steps/RoleStep.h"
#include "app/steps/SealedPasswordStep.h"
#include "app/steps/SheetsStep.h"

namespace bg {

namespace {

using Steps = std::vector<std::unique_ptr<Step>>;

template <typename T> Steps one(const StepContext &context)
{
    Steps steps;
    steps.push_back(std::make_unique<T>(context));
    return steps;
}

template <typename T> Steps perAccount(const StepContext &context)
{
    Steps steps;
    for (int i = 0; i < context.desired.accounts.size(); ++i)
        steps.push_back(std::make_unique<T>(context, i));
    return steps;
}

Steps perKey(const StepContext &context)
{
    Steps steps;
    for (const KeySlot &slot : keySlots(context.desired))
        steps.push_back(std::make_unique<KeysStep>(context, slot));
    return steps;
}

} // namespace

Steps makeSteps(StepId id, const StepContext &context)
{
    switch (id) {
    case StepId::Accounts:
        return perAccount<AccountStep>(context);
    case StepId::ExclusionGroup:
        return one<ExclusionGroupStep>(context);
    case StepId::Exclusions:
        return one<ExclusionsStep>(context);
    case StepId::Keys:
        return perKey(context);
    case StepId::Role:
        return perAccount<RoleStep>(context);
    case StepId::MethodPolicy:
        return one<MethodPolicyStep>(context);
    case StepId::PerUserMfa:
        return perAccount<PerUserMfaStep>(context);
    case StepId::RegistrationCampaign:
        return one<RegistrationCampaignStep>(context);
    case StepId::GuardPolicy:
        return one<GuardPolicyStep>(context);
    case StepId::SealedPassword:
        return perAccount<SealedPasswordStep>(context);
    case StepId::Sheets:
        return one<SheetsStep>(context);
    case StepId::FinalCheck:
        return one<FinalCheck>(context);
    case StepId::Alerts:
        return one<AlertsStep>(context);
    case StepId::Preflight:
    case StepId::Proof:
        break;
    }
    return {};
}

QStringList subjectsOf(StepId id, const DesiredState &desired)
{
    QStringList subjects;
    switch (id) {
    case StepId::Accounts:
    case StepId::Role:
    case StepId::PerUserMfa:
    case StepId::SealedPassword:
        for (const AccountChoice &account : desired.accounts)
            subjects.append(account.userName);
        return subjects;
    case StepId::Keys:
        for (const KeySlot &slot : keySlots(desired))
            subjects.append(slot.label);
        return subjects;
    case StepId::ExclusionGroup:
        return { desired.exclusionGroup };
    default:
        return { QString() };
    }
}

} // namespace bg
