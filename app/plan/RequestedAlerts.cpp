// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/RequestedAlerts.h"

namespace bg {

AlertDeploymentSpec requestedAlerts(const AlertChoice &choice, const QList<ObjectId> &accounts, const ObjectId &exclusionGroup)
{
    AlertDeploymentSpec spec;
    spec.accounts = accounts;
    spec.exclusionGroup = exclusionGroup;
    spec.receivers = choice.receivers;
    spec.subscription = choice.subscription;
    if (!choice.resourceGroup.isEmpty())
        spec.resourceGroup = choice.resourceGroup;
    if (!choice.workspace.isEmpty())
        spec.workspace = choice.workspace;
    spec.usedWorkspace = ResourceId(choice.usedWorkspace);
    spec.location = choice.location;
    spec.home = choice.sentinel ? AlertTarget::Sentinel : AlertTarget::Monitor;
    spec.leftOut = choice.leftOut;
    return spec;
}

ObjectId standInId(int number)
{
    return ObjectId(QStringLiteral("00000000-0000-4000-8000-%1").arg(number, 12, 10, QLatin1Char('0')));
}

} // namespace bg
