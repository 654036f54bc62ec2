// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/DriftRepair.h"

#include "app/model/FindingIds.h"
#include "app/model/answers/ChoiceNames.h"
#include "app/plan/Repair.h"

#include <algorithm>
#include <iterator>

namespace bg {

namespace {

// The step of a repair that mends it.
std::optional<StepId> menderOf(const Finding &finding)
{
    if (finding.id == finding::ExclusionsWithoutMembers)
        return StepId::ExclusionGroup;
    if (!finding.canRepair() || finding.id == finding::AccountMissing)
        return std::nullopt;
    if (finding.id == finding::PolicyReaches)
        return StepId::Exclusions;
    return mendableSteps().contains(finding.step) ? std::optional(finding.step) : std::nullopt;
}

} // namespace

const QList<StepId> &mendableSteps()
{
    static const QList<StepId> all(std::begin(choice::mendable), std::end(choice::mendable));
    return all;
}

QList<StepId> driftOf(const QList<Finding> &findings)
{
    QList<StepId> drift;
    for (const Finding &finding : findings) {
        const auto mender = menderOf(finding);
        if (mender && !drift.contains(*mender))
            drift.append(*mender);
        // A group that is made anew is excluded nowhere yet.
        if (finding.id == finding::GroupMissing && !drift.contains(StepId::Exclusions))
            drift.append(StepId::Exclusions);
    }
    QList<StepId> inOrder;
    for (const StepId step : mendableSteps())
        if (drift.contains(step))
            inOrder.append(step);
    return inOrder;
}

// The final check only repeats what the findings of the steps say.
bool needsSetUp(const QList<Finding> &findings)
{
    for (const Finding &finding : findings)
        if (finding.canRepair() && !menderOf(finding) && finding.step != StepId::FinalCheck)
            return true;
    return false;
}

DesiredState mending(const QList<StepId> &drift, const std::optional<DesiredState> &known, const TenantFacts &tenant,
                     const DesiredState &chosen)
{
    const DesiredState accounts = known ? *known : repairing(tenant);
    DesiredState desired = chosen;
    desired.accounts = accounts.accounts;
    desired.keysPerAccount = accounts.keysPerAccount;
    desired.exclusionGroup = accounts.exclusionGroup;
    desired.adoptedGroup = accounts.adoptedGroup;
    desired.guardPolicy = accounts.guardPolicy;
    desired.drift = drift;
    return desired;
}

bool canMend(const DesiredState &desired)
{
    return !desired.accounts.isEmpty()
        && std::all_of(desired.accounts.begin(), desired.accounts.end(),
                       [](const AccountChoice &choice) { return choice.adopted.has_value(); });
}

} // namespace bg
