// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/Domains.h"
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"
#include "app/steps/preflight/Scene.h"

#include <limits>

namespace bg::preflight {

namespace {
// What the service shows for "never".
constexpr int forEver = std::numeric_limits<int>::max();
} // namespace

Result<void> checkDomains(const Scene &scene)
{
    const auto domains = Domains(scene.graph).list(scene.stop);
    if (!domains)
        return notRead(scene, domains.error(), QStringLiteral("domains.list"));

    QJsonArray federated;
    for (const Domain &domain : *domains) {
        if (domain.authenticationType.compare(QLatin1String("Federated"), Qt::CaseInsensitive) == 0)
            federated.append(domain.name);
        if (!domain.isInitial)
            continue;
        const QStringList rules{ QStringLiteral("S17"), QStringLiteral("S71") };
        const int days = domain.passwordValidityDays.value_or(forEver);
        const QString evidence = QStringLiteral("passwordValidityPeriodInDays ") + QString::number(days);
        if (days == forEver)
            scene.report(fine(PasswordsLast, evidence, { { QStringLiteral("domain"), domain.name } }, rules));
        else
            scene.report(wizardWillDo(PasswordsExpire, evidence,
                                      { { QStringLiteral("domain"), domain.name }, { QStringLiteral("days"), days } },
                                      rules));
    }
    if (!federated.isEmpty())
        scene.report(note(DomainFederated, QStringLiteral("authenticationType Federated"),
                          { { QStringLiteral("domains"), federated } },
                          { QStringLiteral("S4"), QStringLiteral("S24") }));
    return {};
}

} // namespace bg::preflight
