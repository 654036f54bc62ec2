// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/DeadGroups.h"

namespace bg {

QList<ObjectId> deadGroups(const StepContext &context)
{
    const ObjectId earlier = context.history.group, now = context.runState.groupId();
    if (now.isEmpty())
        return {};
    QList<ObjectId> dead = context.history.formerGroups;
    dead.append(earlier);
    dead.removeIf([&](const ObjectId &one) { return one == now || !context.runState.isGone(one); });
    return dead;
}

QJsonArray withoutDeadGroups(const QJsonArray &targets, const StepContext &context)
{
    const QList<ObjectId> dead = deadGroups(context);
    QJsonArray kept;
    for (const QJsonValue &target : targets)
        if (!dead.contains(ObjectId(target[QLatin1String("id")].toString())))
            kept.append(target);
    return kept;
}

} // namespace bg
