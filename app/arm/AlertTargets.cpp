// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertTargets.h"

#include "app/arm/AlertDeployment.h"

#include <QJsonArray>

namespace bg {

namespace {

Result<void> readSettings(ArmClient &arm, AlertTargets &targets, std::stop_token stop)
{
    auto settings = diagnosticSettings(arm, stop);
    if (!settings && settings.error().kind == Error::Kind::Forbidden) {
        targets.areSettingsReadable = false;
        return {};
    }
    if (!settings)
        return fail(std::move(settings).error());
    targets.loggingWorkspace = fitted(AlertDeploymentSpec(), *settings).usedWorkspace.value;
    return {};
}

} // namespace

Result<AlertTargets> alertTargets(ArmClient &arm, Clock &clock, const QString &wanted, std::stop_token stop)
{
    AlertDeployment azure(arm, clock);
    AlertTargets targets;
    auto subscriptions = azure.subscriptions(stop);
    if (!subscriptions)
        return fail(std::move(subscriptions).error());
    targets.subscriptions = *subscriptions;
    targets.subscription = wanted.isEmpty() && subscriptions->size() == 1 ? subscriptions->first().id : wanted;
    if (targets.subscription.isEmpty())
        return targets;

    using Listing = Result<QList<AzureChoice>> (AlertDeployment::*)(const QString &, std::stop_token);
    const std::pair<Listing, QList<AzureChoice> *> lists[]{
        { &AlertDeployment::resourceGroups, &targets.resourceGroups },
        { &AlertDeployment::workspaces, &targets.workspaces },
        { &AlertDeployment::locations, &targets.locations },
    };
    for (const auto &[listing, into] : lists) {
        auto found = (azure.*listing)(targets.subscription, stop);
        if (!found)
            return fail(std::move(found).error());
        *into = *found;
    }
    if (auto read = readSettings(arm, targets, stop); !read)
        return fail(std::move(read).error());
    return targets;
}

} // namespace bg
