// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/FoundAccount.h"

#include "app/plan/TenantFacts.h"

namespace bg {

QString name(FoundBy by)
{
    switch (by) {
    case FoundBy::Record:
        return QStringLiteral("record");
    case FoundBy::Group:
        return QStringLiteral("group");
    case FoundBy::Exclusions:
        return QStringLiteral("exclusions");
    case FoundBy::Name:
        return QStringLiteral("name");
    }
    return {};
}

QString whyUnsuitable(const User &user, const TenantFacts &tenant)
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
    return {};
}

} // namespace bg
