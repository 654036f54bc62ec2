// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/SignInRefusalText.h"

#include "ui/words/Translate.h"

namespace bg {

ErrorText signInRefusalText(const QString &serviceCode)
{
    const auto isOneOf = [&](std::initializer_list<int> numbers) {
        for (const int number : numbers)
            if (serviceCode == QStringLiteral("AADSTS%1").arg(number))
                return true;
        return false;
    };
    if (isOneOf({ 65001, 65004, 90094, 900941 }) || serviceCode == QLatin1String("access_denied")
        || serviceCode == QLatin1String("consent_required"))
        return { words("The permission that the wizard asked for was not given."),
                 words("Sign in again and agree, or let an administrator agree for the organisation.") };
    if (isOneOf({ 65002 }))
        return { words("The app that signs in may not have this permission in this tenant."),
                 words("Name an app registration of your own under “Other cloud or app registration”.") };
    if (isOneOf({ 700016 }))
        return { words("The tenant does not know the app registration that was named."),
                 words("Check the client id and the tenant under “Other cloud or app registration”.") };
    if (isOneOf({ 7000218 }))
        return { words("The app registration is not set up for programs like this one."),
                 words("Set “Allow public client flows” to yes in the app registration, then sign in again.") };
    if (isOneOf({ 50011 }))
        return { words("The app registration lacks the address that the browser must come back to."),
                 words("Add http://localhost under “Mobile and desktop applications”, then sign in again.") };
    if (isOneOf({ 50020, 90072, 50177 }))
        return { words("The account does not belong to this tenant."),
                 words("Sign in with an account of the tenant itself, not as a guest.") };
    if (isOneOf({ 90002, 900023 }))
        return { words("There is no such tenant in this cloud."),
                 words("Check the tenant and the cloud under “Other cloud or app registration”.") };
    if (isOneOf({ 53000, 53001, 530032 }))
        return { words("The tenant lets only managed devices sign in, and this computer is none."),
                 words("Use a managed computer, or its browser with the work profile.") };
    if (isOneOf({ 53003, 530031 }))
        return { words("A Conditional Access policy of the tenant blocks this sign-in."),
                 words("Use a computer and a network that the policy allows. Where a code was used, sign in with the "
                       "browser: many tenants block codes.") };
    if (isOneOf({ 50057 }))
        return { words("The account is disabled."), words("Sign in with another account.") };
    if (isOneOf({ 50105 }))
        return { words("The account is not assigned to the app that signs in."),
                 words("Assign it to the enterprise application, or name another app registration.") };
    if (isOneOf({ 50072, 50074, 50076, 50079 }))
        return { words("The tenant asks for multifactor authentication."),
                 words("Sign in again with the browser and complete it there.") };
    return { words("The sign-in was refused."),
             words("The details say why. Sign in with an account that may do this, or ask who runs the tenant.") };
}

} // namespace bg
