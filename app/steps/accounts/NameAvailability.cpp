// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/NameAvailability.h"

#include "app/steps/preflight/FindingIds.h"

#include <algorithm>

namespace bg {

namespace {

bool tells(const TenantFacts &tenant, QLatin1String finding, const QString &fact, const QString &value)
{
    return std::any_of(tenant.findings.begin(), tenant.findings.end(), [&](const Finding &one) {
        return one.id == finding && one.facts[fact].toString().compare(value, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

bool wasSeenFree(const TenantFacts &tenant, const Upn &account)
{
    return tells(tenant, preflight::NameFree, QStringLiteral("userPrincipalName"), account.value);
}

bool wasSeenFree(const TenantFacts &tenant, const QString &groupName)
{
    return tells(tenant, preflight::GroupFree, QStringLiteral("displayName"), groupName);
}

} // namespace bg
