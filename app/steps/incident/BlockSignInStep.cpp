// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/incident/BlockSignInStep.h"

#include "app/base/Log.h"
#include "app/journal/AccountEvents.h"
#include "app/model/FindingIds.h"
#include "app/steps/accounts/FreshPassword.h"

namespace bg {

// What was shut cannot be read back: it is in place only within the run that did it.
Result<Finding> BlockSignInStep::inspect(std::stop_token)
{
    Finding found;
    found.step = StepId::BlockSignIn;
    found.id = m_isShut ? finding::SessionsEnded : finding::SessionsToEnd;
    found.state = m_isShut ? State::InPlace : State::Missing;
    found.actionOwner = m_isShut ? ActionOwner::Fine : ActionOwner::WizardWillDo;
    found.facts
        = { { QStringLiteral("userPrincipalName"), m_context.runState.account(m_index).userPrincipalName.value } };
    found.requirements = { QStringLiteral("S103"), QStringLiteral("S183") };
    return found;
}

QList<PlannedWrite> BlockSignInStep::plannedWrites() const
{
    const AccountState account = m_context.runState.account(m_index);
    QList<PlannedWrite> writes;
    for (const auto &[property, after] :
         { std::pair(QStringLiteral("password"), QStringLiteral("unknown to everybody")),
           std::pair(QStringLiteral("sessions"), QStringLiteral("ended")) })
        writes.append({ StepId::BlockSignIn,
                        account.userPrincipalName.value,
                        account.id.value,
                        property,
                        QJsonValue::Null,
                        after,
                        {} });
    return writes;
}

Result<void> BlockSignInStep::apply(std::stop_token stop, const StepProgress &)
{
    const AccountState account = m_context.runState.account(m_index);
    if (account.id.isEmpty())
        return fail(Error::Kind::NotFound, account.userPrincipalName.value);
    const AccountNote facts{ name(id()), subject(), account.id };
    // From here on the paper opens nothing, until a new one is sealed.
    if (auto told = m_context.journal->write(PasswordBegun{ facts }); !told)
        return told;
    Users users(m_context.graph);
    if (const auto set = setFreshPassword(users, account.id, PasswordForm::LongMixed, PasswordLife::Lasting, stop);
        !set)
        return fail(set.error());
    if (auto revoked = users.revokeSessions(account.id, stop); !revoked)
        return revoked;
    qCInfo(logPlan, "sessions of %ls ended", qUtf16Printable(account.id.value));
    m_isShut = true;
    return m_context.journal->write(ShutOut{ facts });
}

} // namespace bg
