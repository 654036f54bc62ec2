// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/Readiness.h"

#include "app/base/VisibleText.h"
#include "app/plan/DriftRepair.h"
#include "app/plan/Repair.h"
#include "ui/models/AlertsModel.h"
#include "ui/PageFlow.h"
#include "ui/models/WizardModel.h"

#include <algorithm>

namespace bg {

namespace {

// No name, or one of which something shows.
bool areNamesSeen(const DesiredState &desired)
{
    const auto isFine = [](const QString &name) { return name.isEmpty() || showsAnything(name); };
    return isFine(desired.exclusionGroup)
        && std::all_of(desired.accounts.begin(), desired.accounts.end(),
                       [&](const AccountChoice &choice) { return isFine(choice.displayName); });
}

} // namespace

bool isHeldBack(const WizardModel &model)
{
    const DesiredState &desired = model.desired();
    return std::any_of(model.findings().begin(), model.findings().end(), [&desired](const Finding &finding) {
        if (!finding.facts.contains(QLatin1String("choice")))
            return false;
        return finding.id.startsWith(QLatin1String("passkeys.")) ? desired.methodPolicy == MethodPolicyChoice::Leave
                                                                 : desired.pimRule == PimRuleChoice::Stop;
    });
}

bool isReadyToGoOn(const WizardModel &model, PageId page)
{
    const DesiredState &desired = model.desired();
    const auto &tenant = model.tenant().value;
    const bool isOver = model.record().has_value();
    switch (page) {
    case PageId::Welcome:
        return model.offeredModes().contains(model.mode());
    case PageId::SignIn:
        return model.identity().value.has_value();
    case PageId::TenantStatus: {
        const auto &tenantStatus = model.tenantStatus().tenantStatus().value;
        const bool isAnswered = !model.resume().isLooking() && !model.resume().open();
        return tenantStatus && !tenantStatus->accounts.isEmpty() && (isAnswered || model.mode() != Mode::Rotate);
    }
    case PageId::Tenant:
        return tenant && !tenant->isStopped() && !model.resume().isLooking() && !model.resume().open();
    case PageId::Accounts:
        return model.areUserNamesUsable() && areNamesSeen(desired);
    case PageId::Alerts:
        return model.alerts().isReady(desired.alerts, tenant.value_or(TenantFacts()));
    case PageId::Review:
        return model.isPlanCurrent() && !isHeldBack(model);
    case PageId::Rotate: {
        const RotationChoice &choice = desired.rotation;
        return tenant && !choice.accounts.isEmpty() && (choice.password || choice.pins || choice.keys);
    }
    case PageId::Repair:
        if (!desired.drift.isEmpty() && !canMend(desired))
            return false;
        return tenant && (choosesRepair(desired) || knowsGroup(*tenant));
    case PageId::Uses: {
        const auto &review = model.signIns().review().value;
        return tenant && review && model.signIns().isWhole()
            && !(review->signIns.isEmpty() && review->methods.isEmpty() && desired.rotation.accounts.isEmpty());
    }
    case PageId::Work:
        // Work and paper take turns: the pages follow the questions.
        if (turnsBetweenWorkAndPaper(model.mode()))
            return isOver || model.sheetQuestion();
        return model.run().paperBegan || isOver || model.sheetQuestion();
    case PageId::Paper:
        return isOver && (model.mode() != Mode::Drill || model.drill().isLinePutAway());
    case PageId::Drill:
    case PageId::Findings:
        return isOver;
    case PageId::Questions:
    case PageId::Keys:
    case PageId::Places:
    case PageId::Proof:
    case PageId::Done:
        return true;
    }
    return true;
}

} // namespace bg
