// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/RestoreRestrictedUnitStep.h"

#include "app/base/Log.h"
#include "app/graph/Users.h"
#include "app/model/FindingIds.h"
#include "app/steps/accounts/RestrictedUnit.h"

#include <algorithm>

namespace bg {

// Of this run and of earlier ones, each unit once.
QList<AdministrativeUnit> RestoreRestrictedUnitStep::unitsLeft() const
{
    const AccountState account = m_context.runState.account(m_index);
    QList<AdministrativeUnit> units = account.unitsLeft;
    for (const AdministrativeUnit &unit : m_context.history.unitsLeft.value(account.id))
        if (std::none_of(units.begin(), units.end(), [&](const AdministrativeUnit &one) { return one.id == unit.id; }))
            units.append(unit);
    return units;
}

Result<Finding> RestoreRestrictedUnitStep::inspect(std::stop_token stop)
{
    const AccountState account = m_context.runState.account(m_index);
    const QList<AdministrativeUnit> units = unitsLeft();
    m_outside.clear();
    Finding found = noUnit(id(), account);
    if (account.id.isEmpty() || units.isEmpty())
        return found;
    const auto memberships = Users(m_context.graph).memberOf(account.id, stop);
    if (!memberships)
        return fail(memberships.error());
    for (const AdministrativeUnit &unit : units)
        if (std::none_of(memberships->begin(), memberships->end(),
                         [&](const Membership &one) { return one.id == unit.id; }))
            m_outside.append(unit);
    const auto user = Users(m_context.graph).byId(account.id, stop);
    if (!user)
        return fail(user.error());
    const bool isBack = m_outside.isEmpty() && user->isManagementRestricted;
    found.id = isBack ? finding::UnitReturned : finding::UnitLeft;
    found.state = isBack ? State::InPlace : State::Missing;
    found.severity = isBack ? Severity::Fine : Severity::Warning;
    found.actionOwner = isBack ? ActionOwner::Fine : ActionOwner::WizardWillDo;
    nameUnits(found, units);
    return found;
}

QList<PlannedWrite> RestoreRestrictedUnitStep::plannedWrites() const
{
    QList<PlannedWrite> writes;
    const AccountState account = m_context.runState.account(m_index);
    for (const AdministrativeUnit &unit : m_outside)
        writes.append(returnsToUnit(account, unit));
    return writes;
}

Result<void> RestoreRestrictedUnitStep::apply(std::stop_token stop, const StepProgress &)
{
    const ObjectId account = m_context.runState.account(m_index).id;
    for (const AdministrativeUnit &unit : std::as_const(m_outside)) {
        if (auto added = AdministrativeUnits(m_context.graph).addMember(unit.id, account, stop); !added)
            return added;
        qCInfo(logPlan, "%ls put back into unit %ls", qUtf16Printable(account.value), qUtf16Printable(unit.id.value));
    }
    for (const AdministrativeUnit &unit : unitsLeft())
        if (auto told = m_context.journal->write(QStringLiteral("unitReturned"),
                                                 { { QStringLiteral("step"), name(id()) },
                                                   { QStringLiteral("subject"), subject() },
                                                   { QStringLiteral("objectId"), account.value },
                                                   { QStringLiteral("unit"), unit.id.value } });
            !told)
            return told;
    return {};
}

} // namespace bg
