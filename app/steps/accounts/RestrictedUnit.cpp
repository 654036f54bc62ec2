// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/RestrictedUnit.h"

#include "app/model/FindingIds.h"

namespace bg {

namespace {

PlannedWrite write(StepId step, const AccountState &account, const QJsonValue &before, const QJsonValue &after)
{
    return {
        step, account.userPrincipalName.value, account.id.value, QStringLiteral("administrativeUnit"), before, after, {}
    };
}

} // namespace

Finding noUnit(StepId step, const AccountState &account)
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

PlannedWrite leavesUnit(const AccountState &account, const AdministrativeUnit &unit)
{
    return write(StepId::LeaveRestrictedUnit, account, unit.displayName, QJsonValue::Null);
}

PlannedWrite returnsToUnit(const AccountState &account, const AdministrativeUnit &unit)
{
    return write(StepId::RestoreRestrictedUnit, account, QJsonValue::Null, unit.displayName);
}

} // namespace bg
