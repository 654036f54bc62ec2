// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/ReasonText.h"

#include "ui/words/Translate.h"

#include <QStringList>

#include <array>
#include <utility>

namespace bg {

namespace {

using Entry = std::pair<const char *, const char *>;

template <std::size_t N> QString lookUp(const std::array<Entry, N> &entries, const QString &id)
{
    for (const auto &[known, text] : entries)
        if (id == QLatin1String(known))
            return words(text);
    return id;
}

QString roleFound(const QString &role)
{
    static constexpr std::array<Entry, 4> roles{ {
        { "permanent", "Global Administrator, permanent" },
        { "timeBound", "Global Administrator for a time" },
        { "eligible", "may activate Global Administrator" },
        { "none", "not a Global Administrator" },
    } };
    return lookUp(roles, role);
}

} // namespace

QString reasonText(const QString &reason)
{
    static constexpr std::array<Entry, 17> reasons{ {
        { "synchronized", "It is synchronised from on-premises and would fail together with it" },
        { "guest", "It is a guest" },
        { "federated", "Its domain signs in through another provider" },
        { "otherDomain", "It is not on the tenant's first domain, and a new name would break its keys" },
        { "restrictedUnit",
          "It sits in a restricted management unit, where nobody can give it a new password or key; take it out "
          "first" },
        { "dynamic", "Its members come from a rule" },
        { "notSecurity", "It is not a plain security group" },
        { "approvedClientApp", "It uses the retired control for approved apps, so the service refuses every change" },
        { "deviceStates", "It uses the retired device state condition, so the service refuses every change" },
        { "oldDeviceState", "It uses the retired device state condition, so the service refuses every change" },
        { "schema", "The service finds fault with a part of it that the portal can mend" },
        { "readOnlyTemplate", "The service guards it as made from a template" },
        { "notLicensed",
          "The licence for Conditional Access is missing or has run out: renew it, then run this again" },
        { "refused", "The service refused the change" },
        { "noPermission", "Whoever signed in may not read it" },
        { "noLicence", "The tenant has no licence for it" },
        { "appOnly",
          "The diagnostic settings of a tenant answer people only, no apps; a check in the window sees them" },
    } };
    return lookUp(reasons, reason);
}

QString howFound(FoundBy by)
{
    switch (by) {
    case FoundBy::Record:
        return words("An earlier run on this computer set it up");
    case FoundBy::Group:
        return words("Member of a group that most policies leave out");
    case FoundBy::Exclusions:
        return words("Left out of most policies");
    case FoundBy::Name:
        return words("Its name says so");
    }
    return {};
}

QString foundText(const DiscoveredAccount &account)
{
    QStringList parts{ howFound(account.foundBy.first()), roleFound(account.role) };
    if (account.policies > 0)
        parts.append(words("left out of %1 of %2 policies").arg(account.excluded).arg(account.policies));
    return parts.join(QStringLiteral(" · "));
}

QString touchesText(const QString &alsoTouches)
{
    static constexpr std::array<Entry, 2> touched{ {
        { "passkeyTargets", "everybody whom the passkey policy reaches: they can register passkeys too" },
        { "globalAdministratorAssignments",
          "everybody who gives out Global Administrator in these seconds: they could make it permanent too" },
    } };
    return lookUp(touched, alsoTouches);
}

} // namespace bg
