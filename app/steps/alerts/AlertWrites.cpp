// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/alerts/AlertWrites.h"

#include "app/arm/AlertCost.h"
#include "app/arm/AlertDeployment.h"

namespace bg {

namespace {

// Everybody's sign-ins, not only those of the accounts, go where the setting says.
QString othersIn(const SpecResource &resource)
{
    return resource.part == SpecResource::Part::DiagnosticSetting ? QStringLiteral("tenantSignInLogs") : QString();
}

QJsonObject made(const PlannedResource &one)
{
    return { { QStringLiteral("type"), one.resource.type },
             { QStringLiteral("id"), one.resource.id.value },
             { QStringLiteral("monthlyCost"), one.monthlyCost },
             { QStringLiteral("currency"), alertPrices().currency } };
}

} // namespace

QList<PlannedWrite> alertWrites(const AzureInventory &seen, const QList<PlannedResource> &plan)
{
    QList<PlannedWrite> writes;
    for (const QString &provider : AlertDeployment::missingProviders(seen, plan))
        writes.append({ StepId::Alerts,
                        provider,
                        seen.spec.subscription,
                        QStringLiteral("registrationState"),
                        seen.providers.value(provider),
                        QStringLiteral("Registered"),
                        {} });
    for (const PlannedResource &one : plan) {
        const QString id = one.resource.id.value;
        if (one.change == PlannedResource::Change::Create)
            writes.append(
                { StepId::Alerts, one.resource.name, {}, {}, QJsonValue::Null, made(one), othersIn(one.resource) });
        for (const Difference &difference : one.differences)
            writes.append({ StepId::Alerts, one.resource.name, id, difference.path, difference.before, difference.after,
                            othersIn(one.resource) });
    }
    return writes;
}

} // namespace bg
