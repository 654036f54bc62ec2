// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/SealedPasswordStep.h"

#include "app/base/Log.h"
#include "app/journal/AccountEvents.h"
#include "app/model/FindingIds.h"
#include "app/sheet/ContentId.h"
#include "app/steps/accounts/FreshPassword.h"
#include "app/steps/paper/Paper.h"

namespace bg {

Result<Finding> SealedPasswordStep::inspect(std::stop_token)
{
    const AccountState account = m_context.runState.account(m_index);
    Finding found;
    found.step = StepId::SealedPassword;
    found.id = account.passwordSet ? finding::PasswordSealed : finding::PasswordToSet;
    found.state = account.passwordSet ? State::InPlace : State::Missing;
    found.actionOwner = account.passwordSet ? ActionOwner::Fine : ActionOwner::WizardWillDo;
    found.facts = { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value } };
    found.requirements = { QStringLiteral("S49"), QStringLiteral("S74"), QStringLiteral("S115") };
    return found;
}

QList<PlannedWrite> SealedPasswordStep::plannedWrites() const
{
    const AccountState account = m_context.runState.account(m_index);
    QList<PlannedWrite> writes;
    const auto add = [&](const QString &property, const QString &after) {
        writes.append({ StepId::SealedPassword, account.userPrincipalName.value, account.id.value, property,
                        QJsonValue::Null, after, {} });
    };
    add(QStringLiteral("password"), QStringLiteral("new, sealed"));
    if (!account.id.isEmpty() && !account.isNew)
        add(QStringLiteral("sessions"), QStringLiteral("ended"));
    return writes;
}

Result<void> SealedPasswordStep::apply(std::stop_token stop, const StepProgress &)
{
    const AccountState account = m_context.runState.account(m_index);
    if (account.id.isEmpty())
        return fail(Error::Kind::NotFound, account.userPrincipalName.value);
    const AccountNote facts{ name(id()), subject(), account.id };
    // From here on nobody can say which password the account has, until the new one is on paper.
    if (auto told = m_context.journal->write(PasswordBegun{ facts }); !told)
        return told;
    Users users(m_context.graph);
    const auto password = setFreshPassword(users, account.id, PasswordForm::Sealed, PasswordLife::Lasting, stop);
    if (!password)
        return fail(password.error());
    qCInfo(logPlan, "password of %ls set", qUtf16Printable(account.id.value));
    if (auto told = m_context.journal->write(PasswordSet{ facts }); !told)
        return told;
    // Sessions opened with the old password end; a new account has none.
    if (!account.isNew)
        if (auto revoked = users.revokeSessions(account.id, stop); !revoked)
            return revoked;

    PrintedAccount printed = printedAccount(m_context.desired, m_context.runState, m_index);
    printed.replaces = m_context.history.passwordSheets.value(account.id);
    if (auto sealed = m_context.human.printSealedSheet({ m_context.sheetHeader, printed, &*password }, stop); !sealed)
        return sealed;
    m_context.runState.change(m_index, [](AccountState &one) { one.passwordSet = true; });
    m_context.runState.noteInspection(*inspect(stop), subject());
    if (m_context.history.passwordsSet.contains(subject())) {
        Finding again;
        again.step = id();
        again.id = finding::PasswordAgain;
        again.state = State::InPlace;
        again.severity = Severity::Note;
        again.actionOwner = ActionOwner::YouDecide;
        again.facts = { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value } };
        again.requirements = { QStringLiteral("S115") };
        m_context.runState.note(again, subject());
    }
    m_context.runState.remember(QStringLiteral("passwordSealed"),
                              { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value },
                                { QStringLiteral("place"), printed.place } },
                              m_context.clock.utcNow());
    const QString sheet = credentialContentId(m_context.sheetHeader, printed);
    m_context.runState.addSheet(
        { sheet, QStringLiteral("credential"), account.userPrincipalName.value, {}, printed.replaces });
    return m_context.journal->write(PasswordSealed{ name(id()), subject(), account.id, sheet });
}

} // namespace bg
