// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Eligibility.h"

#include "app/graph/Groups.h"
#include "app/model/TenantFacts.h"

namespace bg {

QString whyIneligible(const User &user, const TenantFacts &tenant)
{
    if (user.isSynchronized || !user.immutableId.isEmpty())
        return QStringLiteral("synchronized");
    if (user.userType.compare(QLatin1String("Guest"), Qt::CaseInsensitive) == 0)
        return QStringLiteral("guest");
    const QString domain = user.userPrincipalName.value.section(QLatin1Char('@'), -1);
    if (tenant.federatedDomains.contains(domain, Qt::CaseInsensitive))
        return QStringLiteral("federated");
    if (domain.compare(tenant.initialDomain, Qt::CaseInsensitive) != 0)
        return QStringLiteral("otherDomain");
    return user.isManagementRestricted ? QStringLiteral("restrictedUnit") : QString();
}

QString whyIneligible(const Group &group)
{
    if (group.isDynamic())
        return QStringLiteral("dynamic");
    if (group.isSynchronized)
        return QStringLiteral("synchronized");
    if (!group.isSecurityEnabled || group.isMailEnabled)
        return QStringLiteral("notSecurity");
    return group.isManagementRestricted ? QStringLiteral("restrictedUnit") : QString();
}

} // namespace bg
