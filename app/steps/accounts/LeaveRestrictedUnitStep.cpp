// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/LeaveRestrictedUnitStep.h"

#include "app/base/Log.h"
#include "app/graph/Users.h"
#include "app/journal/AccountEvents.h"
#include "app/model/FindingIds.h"
#include "app/steps/accounts/RestrictedUnit.h"

namespace bg {

using namespace std::chrono_literals;

namespace {

constexpr auto lookAtUnitEvery = 15s;
constexpr int looks = 120; // the protection may linger for 30 minutes

} // namespace

Result<Finding> LeaveRestrictedUnitStep::inspect(std::stop_token stop)
{
    const AccountState account = m_context.runState.account(m_index);
    if (account.id.isEmpty())
        return fail(Error::Kind::NotFound, account.userPrincipalName.value);
    const auto user = Users(m_context.graph).byId(account.id, stop);
    if (!user)
        return fail(user.error());
    m_units.clear();
    Finding found = noUnit(id(), account);
    if (!user->isManagementRestricted)
        return found;
    const auto memberships = Users(m_context.graph).memberOf(account.id, stop);
    if (!memberships)
        return fail(memberships.error());
    for (const Membership &one : *memberships) {
        if (one.type != QLatin1String("administrativeUnit"))
            continue;
        // The list may show no more than the id.
        const auto unit = AdministrativeUnits(m_context.graph).byId(one.id, stop);
        if (!unit)
            return fail(unit.error());
        if (unit->isMemberManagementRestricted)
            m_units.append(*unit);
    }
    found.id = finding::UnitHolds;
    found.state = State::Drifted;
    found.severity = Severity::Note;
    found.actionOwner = ActionOwner::WizardWillDo;
    nameUnits(found, m_units);
    return found;
}

QList<PlannedWrite> LeaveRestrictedUnitStep::plannedWrites() const
{
    QList<PlannedWrite> writes;
    const AccountState account = m_context.runState.account(m_index);
    for (const AdministrativeUnit &unit : m_units)
        writes += { leavesUnit(account, unit), returnsToUnit(account, unit) };
    return writes;
}

Result<void> LeaveRestrictedUnitStep::apply(std::stop_token stop, const StepProgress &)
{
    const ObjectId account = m_context.runState.account(m_index).id;
    for (const AdministrativeUnit &unit : std::as_const(m_units)) {
        if (auto told = m_context.journal->write(UnitLeft{ name(id()), subject(), account, unit.id, unit.displayName });
            !told)
            return told;
        m_context.runState.change(m_index, [&](AccountState &one) { one.unitsLeft.append(unit); });
        if (auto left = AdministrativeUnits(m_context.graph).removeMember(unit.id, account, stop); !left)
            return left;
        qCInfo(logPlan, "%ls taken out of unit %ls", qUtf16Printable(account.value), qUtf16Printable(unit.id.value));
    }
    return waitUntilFree(stop);
}

Result<void> LeaveRestrictedUnitStep::waitUntilFree(std::stop_token stop)
{
    for (int look = 0; look < looks; ++look) {
        const auto user = Users(m_context.graph).byId(m_context.runState.account(m_index).id, stop);
        if (!user)
            return fail(user.error());
        if (!user->isManagementRestricted)
            return {};
        if (!m_context.clock.sleep(lookAtUnitEvery, stop))
            return fail(Error::Kind::Cancelled);
    }
    return fail(Error::Kind::NotSettled, subject());
}

} // namespace bg
