// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/ResetRefusal.h"

#include "app/graph/User.h"
#include "app/model/TenantFacts.h"

namespace bg {

namespace {
// The detail is what a record keeps of an error: "signInReset.gone ada@contoso.onmicrosoft.com".
constexpr QLatin1String prefix{ "signInReset." };
} // namespace

QString whyNotReset(const User &user, const TenantFacts &tenant)
{
    if (user.isSynchronized)
        return QStringLiteral("synchronized");
    if (user.userType.compare(QLatin1String("Guest"), Qt::CaseInsensitive) == 0)
        return QStringLiteral("guest");
    if (tenant.federatedDomains.contains(user.userPrincipalName.value.section(QLatin1Char('@'), -1),
                                         Qt::CaseInsensitive))
        return QStringLiteral("federated");
    return user.isManagementRestricted ? QStringLiteral("restrictedUnit") : QString();
}

Error resetRefused(const ResetRefusal &refusal, const Error &from)
{
    Error error = from;
    error.kind = Error::Kind::Refused;
    error.detail = prefix + refusal.reason + QLatin1Char(' ') + refusal.person;
    return error;
}

std::optional<ResetRefusal> resetRefusal(const Error &error)
{
    if (error.kind != Error::Kind::Refused || !error.detail.startsWith(prefix))
        return std::nullopt;
    const QString told = error.detail.mid(prefix.size());
    return ResetRefusal{ told.section(QLatin1Char(' '), 0, 0), told.section(QLatin1Char(' '), 1) };
}

} // namespace bg
