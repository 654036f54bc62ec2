// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/WantedKit.h"

namespace bg {

AlertKit wantedKit(const AlertChoice &choice, const QList<ObjectId> &accounts, const ObjectId &exclusionGroup)
{
    AlertKit kit;
    kit.accounts = accounts;
    kit.exclusionGroup = exclusionGroup;
    kit.receivers = choice.receivers;
    kit.subscription = choice.subscription;
    if (!choice.resourceGroup.isEmpty())
        kit.resourceGroup = choice.resourceGroup;
    if (!choice.workspace.isEmpty())
        kit.workspace = choice.workspace;
    kit.usedWorkspace = ResourceId(choice.usedWorkspace);
    kit.location = choice.location;
    kit.home = choice.sentinel ? AlertHome::Sentinel : AlertHome::Monitor;
    kit.leftOut = choice.leftOut;
    return kit;
}

ObjectId standInId(int number)
{
    return ObjectId(QStringLiteral("00000000-0000-4000-8000-%1").arg(number, 12, 10, QLatin1Char('0')));
}

} // namespace bg
