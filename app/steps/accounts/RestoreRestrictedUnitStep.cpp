// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/RestoreRestrictedUnitStep.h"

#include "app/base/Log.h"
#include "app/graph/Users.h"
#include "app/journal/AccountEvents.h"
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

// A file names units: the account goes into restricted ones only, and each is called what the directory calls it.
Result<void> RestoreRestrictedUnitStep::keepRestrictedOnes(std::stop_token stop)
{
    QList<AdministrativeUnit> restricted;
    for (const AdministrativeUnit &unit : std::as_const(m_outside)) {
        const auto seen = AdministrativeUnits(m_context.graph).byId(unit.id, stop);
        if (!seen && seen.error().kind != Error::Kind::NotFound)
            return fail(seen.error());
        if (seen && seen->isMemberManagementRestricted)
            restricted.append(*seen);
    }
    m_outside = restricted;
    return {};
}

Result<Finding> RestoreRestrictedUnitStep::inspect(std::stop_token stop)
{
    const AccountState account = m_context.runState.account(m_index);
    QList<AdministrativeUnit> units = unitsLeft();
    m_outside.clear();
    Finding found = noUnit(id(), account);
    if (account.id.isEmpty() || units.isEmpty())
        return found;
    const auto memberships = Users(m_context.graph).memberOf(account.id, stop);
    if (!memberships)
        return fail(memberships.error());
    QList<AdministrativeUnit> holding;
    for (const AdministrativeUnit &unit : std::as_const(units)) {
        const bool isIn = std::any_of(memberships->begin(), memberships->end(),
                                      [&](const Membership &one) { return one.id == unit.id; });
        (isIn ? holding : m_outside).append(unit);
    }
    if (auto known = keepRestrictedOnes(stop); !known)
        return fail(known.error());
    units = holding + m_outside;
    if (units.isEmpty())
        return found;
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
        if (auto told = m_context.journal->write(UnitReturned{ name(id()), subject(), account, unit.id });
            !told)
            return told;
    return {};
}

} // namespace bg
