// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertPlan.h"
#include "app/arm/ArmClient.h"
#include "app/arm/AzureChoice.h"

#include <QList>
#include <QString>

#include <functional>
#include <stop_token>

namespace bg {

// Brings the kit into Azure. Every call blocks; safe to run again after a crash at any point: what is there is kept.
class AlertDeployment {
public:
    // How far, called on the lane after each resource.
    using Progress = std::function<void(int done, int total)>;

    // Both outlive this object.
    AlertDeployment(ArmClient &arm, Clock &clock) : m_arm(arm), m_clock(clock) { }

    // Of the person who signed in, enabled ones only; an empty list means: no Azure.
    Result<QList<AzureChoice>> subscriptions(std::stop_token stop);
    Result<QList<AzureChoice>> resourceGroups(const QString &subscription, std::stop_token stop);
    Result<QList<AzureChoice>> workspaces(const QString &subscription, std::stop_token stop);
    // Regions that the subscription may use; `location` is the short name, `name` the one for people.
    Result<QList<AzureChoice>> locations(const QString &subscription, std::stop_token stop);

    // The resource providers that the subscription does not know yet and the plan's writes need.
    static QStringList missingProviders(const AzureInventory &seen, const QList<PlannedResource> &plan);
    // Registers the providers that are missing, then writes what the plan says, in its order, nothing else. Errors:
    // ProviderNotRegistered, Forbidden, DisallowedByPolicy, Conflict (a name is taken), LimitReached, and ArmClient's.
    Result<void> apply(const AzureInventory &seen, const QList<PlannedResource> &plan, const Progress &progress,
                       std::stop_token stop);
    // Reads all again: nothing is left to write, or NotSettled with the first difference in detail.
    Result<AzureInventory> verified(const AlertDeploymentSpec &spec, std::stop_token stop);

private:
    Result<QList<AzureChoice>> choices(const QString &path, const QString &apiVersion, std::stop_token stop);
    Result<void> registerProvider(const QString &subscription, const QString &name, std::stop_token stop);

    ArmClient &m_arm;
    Clock &m_clock;
};

} // namespace bg
