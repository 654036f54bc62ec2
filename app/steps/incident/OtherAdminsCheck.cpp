// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/incident/OtherAdminsCheck.h"

#include "app/graph/AuthenticationMethods.h"
#include "app/model/FindingIds.h"
#include "app/model/OwnAccount.h"
#include "app/steps/accounts/AccountStep.h"
#include "app/steps/accounts/RoleStep.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

Result<Finding> OtherAdminsCheck::inspect(std::stop_token stop)
{
    const QList<AccountState> accounts = m_context.runState.accounts();
    const ObjectId person = m_context.tenant.operatorId;
    for (const AccountState &account : accounts)
        if (account.id == person)
            return fail(ownAccountError(account.userPrincipalName.value));
    if (m_context.tenant.globalAdministrator != RoleHeld::Active)
        return fail(Error::Kind::Forbidden, QStringLiteral("no active Global Administrator"));

    Finding found;
    found.step = StepId::OtherAdmins;
    found.id = finding::OtherAdmins;
    found.requirements = { QStringLiteral("S1"), QStringLiteral("S102") };
    for (int i = 0; i < accounts.size(); ++i) {
        if (m_context.desired.rotation.accounts.contains(i))
            continue;
        const auto seen = problems(i, stop);
        if (!seen)
            return fail(seen.error());
        if (seen->isEmpty())
            continue;
        Finding closed = found;
        closed.id = finding::OtherAccountClosed;
        closed.state = State::Drifted;
        closed.severity = Severity::Warning;
        closed.actionOwner = ActionOwner::WizardWillDo;
        closed.evidence = seen->join(QStringLiteral(", "));
        closed.facts = { { QStringLiteral("userPrincipalName"), accounts[i].userPrincipalName.value },
                         { QStringLiteral("objectId"), accounts[i].id.value },
                         { QStringLiteral("problems"), QJsonArray::fromStringList(*seen) } };
        m_context.runState.note(closed, accounts[i].id.value);
    }
    return found;
}

// "account", "role", "keys": what it lacks to get in as an administrator.
Result<QStringList> OtherAdminsCheck::problems(int index, std::stop_token stop)
{
    QStringList found;
    const auto account = AccountStep(m_context, index).inspect(stop);
    if (!account)
        return fail(account.error());
    if (account->state != State::InPlace && account->id != finding::AccountRestrictedUnit)
        found.append(QStringLiteral("account"));
    const ObjectId id = m_context.runState.account(index).id;
    if (id.isEmpty())
        return found;
    const auto role = RoleStep(m_context, index).inspect(stop);
    if (!role)
        return fail(role.error());
    if (role->state != State::InPlace)
        found.append(QStringLiteral("role"));
    const auto keys = AuthenticationMethods(m_context.graph).fido2Methods(id, stop);
    if (!keys)
        return fail(keys.error());
    const bool hasOurs = std::any_of(keys->begin(), keys->end(), [&](const Fido2Method &method) {
        return m_context.history.hasRegistered(id, method.id);
    });
    if (!hasOurs && !m_context.history.passwordSheets.contains(id))
        found.append(QStringLiteral("keys"));
    return found;
}

} // namespace bg
