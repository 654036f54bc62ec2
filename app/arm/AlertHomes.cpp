// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertHomes.h"

#include "app/arm/AlertDeployment.h"

#include <QJsonArray>

namespace bg {

namespace {

Result<void> readSettings(ArmClient &arm, AlertHomes &homes, std::stop_token stop)
{
    auto settings = diagnosticSettings(arm, stop);
    if (!settings && settings.error().kind == Error::Kind::Forbidden) {
        homes.areSettingsReadable = false;
        return {};
    }
    if (!settings)
        return fail(std::move(settings).error());
    homes.loggingWorkspace = fitted(AlertKit(), *settings).usedWorkspace.value;
    return {};
}

} // namespace

Result<AlertHomes> alertHomes(ArmClient &arm, Clock &clock, const QString &wanted, std::stop_token stop)
{
    AlertDeployment azure(arm, clock);
    AlertHomes homes;
    auto subscriptions = azure.subscriptions(stop);
    if (!subscriptions)
        return fail(std::move(subscriptions).error());
    homes.subscriptions = *subscriptions;
    homes.subscription = wanted.isEmpty() && subscriptions->size() == 1 ? subscriptions->first().id : wanted;
    if (homes.subscription.isEmpty())
        return homes;

    using Listing = Result<QList<AzureChoice>> (AlertDeployment::*)(const QString &, std::stop_token);
    const std::pair<Listing, QList<AzureChoice> *> lists[]{
        { &AlertDeployment::resourceGroups, &homes.resourceGroups },
        { &AlertDeployment::workspaces, &homes.workspaces },
        { &AlertDeployment::locations, &homes.locations },
    };
    for (const auto &[listing, into] : lists) {
        auto found = (azure.*listing)(homes.subscription, stop);
        if (!found)
            return fail(std::move(found).error());
        *into = *found;
    }
    if (auto read = readSettings(arm, homes, stop); !read)
        return fail(std::move(read).error());
    return homes;
}

} // namespace bg
