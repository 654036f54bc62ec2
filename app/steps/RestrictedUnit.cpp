// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/RestrictedUnit.h"

#include "app/plan/FindingIds.h"

namespace bg {

namespace {

PlannedWrite write(StepId step, const LedgerAccount &account, const QJsonValue &before, const QJsonValue &after)
{
    return {
        step, account.userPrincipalName.value, account.id.value, QStringLiteral("administrativeUnit"), before, after, {}
    };
}

} // namespace

Finding noUnit(StepId step, const LedgerAccount &account)
{
    Finding found;
    found.step = step;
    found.id = finding::UnitNone;
    found.state = State::NotApplicable;
    found.facts = { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value } };
    return found;
}

void nameUnits(Finding &found, const QList<AdministrativeUnit> &units)
{
    QStringList names;
    for (const AdministrativeUnit &unit : units)
        names.append(unit.displayName);
    found.evidence = names.join(QStringLiteral(", "));
    found.facts[QStringLiteral("unit")] = found.evidence;
}

PlannedWrite leavesUnit(const LedgerAccount &account, const AdministrativeUnit &unit)
{
    return write(StepId::LeaveUnit, account, unit.displayName, QJsonValue::Null);
}

PlannedWrite returnsToUnit(const LedgerAccount &account, const AdministrativeUnit &unit)
{
    return write(StepId::ReturnToUnit, account, QJsonValue::Null, unit.displayName);
}

} // namespace bg
