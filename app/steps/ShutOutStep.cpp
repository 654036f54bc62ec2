// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/ShutOutStep.h"

#include "app/base/Log.h"
#include "app/plan/FindingIds.h"
#include "app/steps/FreshPassword.h"

namespace bg {

// What was shut cannot be read back: it is in place only within the run that did it.
Result<Finding> ShutOutStep::inspect(std::stop_token)
{
    Finding found;
    found.step = StepId::ShutOut;
    found.id = m_isShut ? finding::SessionsEnded : finding::SessionsToEnd;
    found.state = m_isShut ? State::InPlace : State::Missing;
    found.bearing = m_isShut ? Bearing::Fine : Bearing::WizardWillDo;
    found.facts
        = { { QStringLiteral("userPrincipalName"), m_context.ledger.account(m_index).userPrincipalName.value } };
    found.requirements = { QStringLiteral("S103"), QStringLiteral("S183") };
    return found;
}

QList<PlannedWrite> ShutOutStep::plannedWrites() const
{
    const LedgerAccount account = m_context.ledger.account(m_index);
    QList<PlannedWrite> writes;
    for (const auto &[property, after] :
         { std::pair(QStringLiteral("password"), QStringLiteral("unknown to everybody")),
           std::pair(QStringLiteral("sessions"), QStringLiteral("ended")) })
        writes.append({ StepId::ShutOut,
                        account.userPrincipalName.value,
                        account.id.value,
                        property,
                        QJsonValue::Null,
                        after,
                        {} });
    return writes;
}

Result<void> ShutOutStep::apply(std::stop_token stop, const StepProgress &)
{
    const LedgerAccount account = m_context.ledger.account(m_index);
    if (account.id.isEmpty())
        return fail(Error::Kind::NotFound, account.userPrincipalName.value);
    const QJsonObject facts{ { QStringLiteral("step"), name(id()) },
                             { QStringLiteral("subject"), subject() },
                             { QStringLiteral("objectId"), account.id.value } };
    // From here on the paper opens nothing, until a new one is sealed.
    if (auto told = m_context.journal->write(QStringLiteral("passwordBegun"), facts); !told)
        return told;
    Users users(m_context.graph);
    if (const auto set = setFreshPassword(users, account.id, PasswordForm::LongMixed, PasswordLife::Lasting, stop);
        !set)
        return fail(set.error());
    if (auto revoked = users.revokeSessions(account.id, stop); !revoked)
        return revoked;
    qCInfo(logPlan, "sessions of %ls ended", qUtf16Printable(account.id.value));
    m_isShut = true;
    return m_context.journal->write(QStringLiteral("shutOut"), facts);
}

} // namespace bg
