// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/AlertsModel.h"

#include "app/arm/AlertCheck.h"
#include "app/arm/AlertCost.h"
#include "app/plan/RequestedAlerts.h"
#include "app/model/AlertNote.h"

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
    m_targets.isRunning = true;
    m_targets.error.reset();
    m_call.start([this, subscription](std::stop_token stop) { return m_engine.alertTargets(subscription, stop); },
                 [this](const Result<AlertTargets> &targets) {
                     m_targets.isRunning = false;
                     if (std::exchange(m_isForgotten, false))
                         m_targets = {};
                     else if (targets)
                         m_targets.value = *targets;
                     else if (!targets.error().isCancelled())
                         m_targets.error = targets.error();
                     Q_EMIT changed();
                 });
    Q_EMIT changed();
}

void AlertsModel::forget()
{
    m_isForgotten = m_call.isBusy();
    m_call.stop();
    m_targets = {};
    Q_EMIT changed();
}

AlertChoice AlertsModel::completed(AlertChoice choice) const
{
    if (!m_targets.value)
        return choice;
    const AlertTargets &targets = *m_targets.value;
    if (choice.subscription.isEmpty())
        choice.subscription = targets.subscription;
    if (choice.usedWorkspace.isEmpty() && choice.workspace.isEmpty())
        choice.usedWorkspace = targets.loggingWorkspace;
    if (!choice.location.isEmpty())
        return choice;
    choice.location = regionOf(targets.workspaces, choice.usedWorkspace);
    if (choice.location.isEmpty())
        choice.location = regionOf(targets.resourceGroups, requestedAlerts(choice, {}, {}).resourceGroup);
    if (choice.location.isEmpty() && !targets.locations.isEmpty())
        choice.location = targets.locations.first().location;
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
    const bool hasSubscription = !m_targets.value || !m_targets.value->subscriptions.isEmpty();
    const auto why = impossibleAlerts(hasSubscription, tenant.licence != Licence::Free);
    return why.isEmpty() ? std::nullopt : std::optional(alertNote(why.first()));
}

bool AlertsModel::isReady(const AlertChoice &choice, const TenantFacts &tenant) const
{
    if (m_targets.isRunning)
        return false;
    if (!choice.deploy)
        return !choice.files || lacking(choice).isEmpty();
    return impossible(tenant) || (m_targets.value && lacking(choice).isEmpty()); // the impossible is told at the end
}

QList<AlertsModel::Line> AlertsModel::lines(const AlertChoice &choice)
{
    AlertChoice whole = choice;
    whole.leftOut.clear();
    const AlertDeploymentSpec spec = requestedAlerts(whole, { standInId(1), standInId(2) }, standInId(3));
    QList<Line> all;
    for (const SpecResource &resource : resources(spec))
        all.append({ resource.key, bg::monthlyCost(resource, spec), !choice.leftOut.contains(resource.key) });
    return all;
}

} // namespace bg
