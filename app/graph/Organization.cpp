// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/Organization.h"

#include <QJsonArray>

namespace bg {

Result<OrganizationProfile> Organization::profile(std::stop_token stop)
{
    GraphRequest request;
    request.path = QStringLiteral("/organization?$select=id,displayName,tenantType,verifiedDomains,assignedPlans,"
                                  "onPremisesSyncEnabled");
    request.endpoint = QStringLiteral("organization.list");
    request.scopes = { QStringLiteral("Organization.Read.All") };
    const auto organizations = m_graph.list(request, stop);
    if (!organizations)
        return fail(organizations.error());
    if (organizations->size() != 1)
        return fail(Error::Kind::Malformed,
                    QStringLiteral("organization.list: %1 elements").arg(organizations->size()));

    const QJsonObject json = organizations->first().toObject();
    OrganizationProfile profile;
    profile.id = TenantId(json.value(QLatin1String("id")).toString());
    profile.displayName = json.value(QLatin1String("displayName")).toString();
    profile.tenantType = json.value(QLatin1String("tenantType")).toString();
    profile.hasDirectorySync = json.value(QLatin1String("onPremisesSyncEnabled")).toBool();
    for (const QJsonValue &value : json.value(QLatin1String("verifiedDomains")).toArray())
        profile.verifiedDomains.append(
            { value[QLatin1String("name")].toString(), value[QLatin1String("type")].toString(),
              value[QLatin1String("isDefault")].toBool(), value[QLatin1String("isInitial")].toBool() });
    for (const QJsonValue &value : json.value(QLatin1String("assignedPlans")).toArray())
        profile.assignedPlans.append({ value[QLatin1String("servicePlanId")].toString(),
                                       value[QLatin1String("service")].toString(),
                                       value[QLatin1String("capabilityStatus")].toString() });
    return profile;
}

} // namespace bg
