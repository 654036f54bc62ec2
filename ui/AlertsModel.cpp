// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertsModel.h"

#include "app/arm/AlertCheck.h"
#include "app/arm/AlertCost.h"
#include "app/plan/WantedKit.h"
#include "app/plan/AlertNote.h"

#include <utility>

namespace bg {

namespace {

QString regionOf(const QList<AzureChoice> &choices, const QString &idOrName)
{
    for (const AzureChoice &choice : choices)
        if (!choice.id.compare(idOrName, Qt::CaseInsensitive) || !choice.name.compare(idOrName, Qt::CaseInsensitive))
            return choice.location;
    return {};
}

} // namespace

void AlertsModel::read(const QString &subscription)
{
    if (m_call.isBusy())
        return;
    m_homes.isRunning = true;
    m_homes.error.reset();
    m_call.start([this, subscription](std::stop_token stop) { return m_engine.alertHomes(subscription, stop); },
                 [this](const Result<AlertHomes> &homes) {
                     m_homes.isRunning = false;
                     if (std::exchange(m_isForgotten, false))
                         m_homes = {};
                     else if (homes)
                         m_homes.value = *homes;
                     else if (!homes.error().isCancelled())
                         m_homes.error = homes.error();
                     Q_EMIT changed();
                 });
    Q_EMIT changed();
}

void AlertsModel::forget()
{
    m_isForgotten = m_call.isBusy();
    m_call.stop();
    m_homes = {};
    Q_EMIT changed();
}

AlertChoice AlertsModel::completed(AlertChoice choice) const
{
    if (!m_homes.value)
        return choice;
    const AlertHomes &homes = *m_homes.value;
    if (choice.subscription.isEmpty())
        choice.subscription = homes.subscription;
    if (choice.usedWorkspace.isEmpty() && choice.workspace.isEmpty())
        choice.usedWorkspace = homes.loggingWorkspace;
    if (!choice.location.isEmpty())
        return choice;
    choice.location = regionOf(homes.workspaces, choice.usedWorkspace);
    if (choice.location.isEmpty())
        choice.location = regionOf(homes.resourceGroups, wantedKit(choice, {}, {}).resourceGroup);
    if (choice.location.isEmpty() && !homes.locations.isEmpty())
        choice.location = homes.locations.first().location;
    return choice;
}

QStringList AlertsModel::lacking(const AlertChoice &choice) const
{
    QStringList lacks;
    if (choice.subscription.isEmpty())
        lacks.append(QStringLiteral("subscription"));
    if (choice.location.isEmpty())
        lacks.append(QStringLiteral("location"));
    const bool tellsPeople = !choice.sentinel && !choice.leftOut.contains(QStringLiteral("actionGroup"));
    if (choice.receivers.problem() || (tellsPeople && choice.receivers.isEmpty()))
        lacks.append(QStringLiteral("receivers"));
    return lacks;
}

std::optional<Finding> AlertsModel::impossible(const TenantFacts &tenant) const
{
    const bool hasSubscription = !m_homes.value || !m_homes.value->subscriptions.isEmpty();
    const auto why = impossibleAlerts(hasSubscription, tenant.licence != Licence::Free);
    return why.isEmpty() ? std::nullopt : std::optional(alertNote(why.first()));
}

bool AlertsModel::isReady(const AlertChoice &choice, const TenantFacts &tenant) const
{
    if (m_homes.isRunning)
        return false;
    if (!choice.deploy)
        return !choice.files || lacking(choice).isEmpty();
    return impossible(tenant) || (m_homes.value && lacking(choice).isEmpty()); // the impossible is told at the end
}

QList<AlertsModel::Line> AlertsModel::lines(const AlertChoice &choice)
{
    AlertChoice whole = choice;
    whole.leftOut.clear();
    const AlertKit kit = wantedKit(whole, { standInId(1), standInId(2) }, standInId(3));
    QList<Line> all;
    for (const KitResource &resource : resources(kit))
        all.append({ resource.key, bg::monthlyCost(resource, kit), !choice.leftOut.contains(resource.key) });
    return all;
}

} // namespace bg
