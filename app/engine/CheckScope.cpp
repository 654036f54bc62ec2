// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/CheckScope.h"

#include "app/model/FindingIds.h"

#include <QJsonArray>

namespace bg {

namespace {

// How bad it is when it was right once. Stop: the account or all exclusions fail in an emergency.
Severity severityInCheck(const Finding &finding)
{
    const auto is = [&](QLatin1String id) { return finding.id == id; };
    if (is(finding::AccountMissing) || is(finding::AccountNotOurs) || is(finding::GroupMissing)
        || is(finding::RoleMissing))
        return Severity::Stop;
    if (is(finding::AccountDrifted)) {
        const QJsonArray differences = finding.facts[QStringLiteral("differences")].toArray();
        return differences.contains(QStringLiteral("disabled")) ? Severity::Stop : Severity::Warning;
    }
    if (is(finding::GroupDrifted))
        return finding.facts[QStringLiteral("lacking")].toArray().isEmpty() ? Severity::Warning : Severity::Stop;
    if (is(finding::KeyMissing) || is(finding::RoleTimeBound) || is(finding::GuardMissing))
        return Severity::Warning;
    return finding.severity;
}

} // namespace

Finding saidByCheck(Finding finding)
{
    const bool isLost = finding.state == State::Missing || finding.state == State::Drifted;
    const bool isGone = finding.id == finding::AccountMissing || finding.id == finding::AccountNotOurs;
    if (!isLost && !isGone) // a repair makes no account: there it is not applicable
        return finding;
    finding.severity = severityInCheck(finding);
    finding.facts[QStringLiteral("saidBy")] = QStringLiteral("check");
    return finding;
}

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
