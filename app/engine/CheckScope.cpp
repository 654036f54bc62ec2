// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/CheckScope.h"

namespace bg {

TenantFacts forCheck(TenantFacts tenant)
{
    tenant.findings.removeIf([](const Finding &finding) {
        const bool isAboutNames
            = finding.id.startsWith(QLatin1String("name.")) || finding.id.startsWith(QLatin1String("group."));
        const bool isAboutThePerson = finding.id.startsWith(QLatin1String("operator."))
            || finding.id.startsWith(QLatin1String("protectedActions."));
        const bool isSeenTwice = finding.id == QLatin1String("account.otherMethods");
        return finding.actionOwner == ActionOwner::WizardWillDo || isAboutNames || isAboutThePerson || isSeenTwice;
    });
    return tenant;
}

} // namespace bg
