// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/SubscribedSkus.h"

#include <QJsonArray>

namespace bg {

Result<QList<SubscribedSku>> SubscribedSkus::list(std::stop_token stop)
{
    GraphRequest request;
    request.path = QStringLiteral("/subscribedSkus");
    request.endpoint = QStringLiteral("subscribedSkus.list");
    request.scopes = { QStringLiteral("Organization.Read.All") };
    const auto answer = m_graph.list(request, stop);
    if (!answer)
        return fail(answer.error());
    QList<SubscribedSku> skus;
    for (const QJsonValue &json : *answer) {
        SubscribedSku sku{ json[QLatin1String("skuId")].toString(),
                           json[QLatin1String("skuPartNumber")].toString(),
                           json[QLatin1String("capabilityStatus")].toString(),
                           json[QLatin1String("consumedUnits")].toInt(),
                           {},
                           {} };
        for (const QJsonValue &plan : json[QLatin1String("servicePlans")].toArray()) {
            sku.servicePlanIds.append(plan[QLatin1String("servicePlanId")].toString());
            sku.servicePlanNames.append(plan[QLatin1String("servicePlanName")].toString());
        }
        skus.append(sku);
    }
    return skus;
}

} // namespace bg
