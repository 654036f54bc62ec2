// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Repair.h"

#include "app/plan/Adoption.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

namespace {

bool isBlocking(const QJsonObject &policy)
{
    return policy[QLatin1String("state")] == QLatin1String("enabled")
        && policy[QLatin1String("grantControls")][QLatin1String("builtInControls")].toArray().contains(
            QStringLiteral("block"));
}

} // namespace

DesiredState repairing(const TenantFacts &tenant)
{
    DesiredState desired = DesiredState::proposal();
    if (tenant.own)
        desired = adopting(desired, *tenant.own);
    desired = adoptingAll(desired, tenant.found);
    desired.accounts.removeIf([](const AccountChoice &choice) { return !choice.adopted; });
    return desired;
}

DesiredState withResetsOffered(DesiredState desired, const TenantFacts &tenant)
{
    const QList<SeenAdministrator> offered = tenant.administrators.value_or(QList<SeenAdministrator>());
    desired.resets.removeIf([&](const ResetChoice &choice) {
        return std::none_of(offered.begin(), offered.end(), [&](const SeenAdministrator &one) {
            return one.id == choice.id && one.hindrance.isEmpty();
        });
    });
    return desired;
}

bool knowsGroup(const TenantFacts &tenant)
{
    const auto isUsable
        = [](const DiscoveredAccount &account) { return !account.group.isEmpty() && account.groupIneligibility.isEmpty(); };
    return (tenant.own && isUsable(*tenant.own)) || std::any_of(tenant.found.begin(), tenant.found.end(), isUsable);
}

DesiredState leftAlone(DesiredState desired, const PolicyId &policy)
{
    desired.reportOnly.removeAll(policy);
    desired.restored.removeIf([&](const PolicyVersion &former) { return former.policy == policy; });
    return desired;
}

DesiredState lettingIn(DesiredState desired, const TenantFacts &tenant, const PolicyHistory &policyHistory)
{
    for (const SeenPolicy &policy : tenant.enforced) {
        if (!policy.blocks)
            continue;
        const auto before = std::find_if(policyHistory.policies.begin(), policyHistory.policies.end(), [&](const PolicyVersion &former) {
            return former.policy == policy.id && !isBlocking(former.json);
        });
        desired = leftAlone(desired, policy.id);
        if (before == policyHistory.policies.end())
            desired.reportOnly.append(policy.id);
        else
            desired.restored.append(*before);
    }
    return desired;
}

bool choosesRepair(const DesiredState &desired)
{
    return !desired.drift.isEmpty() || !desired.reportOnly.isEmpty() || !desired.restored.isEmpty() || !desired.resets.isEmpty();
}

bool isEmergencyAccount(const ObjectId &id, const TenantFacts &tenant, const QList<ObjectId> &recorded)
{
    const auto isIt = [&](const DiscoveredAccount &account) { return account.user.id == id; };
    return recorded.contains(id) || (tenant.own && isIt(*tenant.own))
        || std::any_of(tenant.found.begin(), tenant.found.end(), isIt);
}

} // namespace bg
