// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

namespace bg {

// The full path of a thing in Azure: "/subscriptions/{guid}/resourceGroups/{name}/providers/{namespace}/{type}/{name}".
// The letter case carries no meaning; the service itself changes it between answers.
using ResourceId = Id<struct ArmResourceTag>;

inline QString subscriptionOf(const ResourceId &id)
{
    return id.value.section(QLatin1Char('/'), 2, 2);
}
inline QString resourceGroupOf(const ResourceId &id)
{
    return id.value.section(QLatin1Char('/'), 4, 4);
}
// What it belongs to: of a workspace the resource group, of a Sentinel rule the workspace, of a group the subscription.
// "/" for things of the tenant.
inline QString parentOf(const ResourceId &id)
{
    const qsizetype providers = id.value.lastIndexOf(QLatin1String("/providers/"));
    if (providers == 0)
        return QStringLiteral("/");
    return providers > 0 ? id.value.left(providers) : id.value.section(QLatin1Char('/'), 0, 2);
}

} // namespace bg
