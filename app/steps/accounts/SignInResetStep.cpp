// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/SignInResetStep.h"

#include "app/base/Log.h"
#include "app/model/FindingIds.h"
#include "app/model/OwnAccount.h"
#include "app/plan/Repair.h"
#include "app/plan/ResetRefusal.h"
#include "app/sheet/ContentId.h"
#include "app/steps/accounts/FreshPassword.h"

namespace bg {

// Whatever the page offered: the way in of whoever is at work, and those of last resort, are none to be changed here.
Result<void> SignInResetStep::mayReset() const
{
    if (m_choice.id == m_context.tenant.operatorId)
        return fail(ownAccountError(subject()));
    if (isEmergencyAccount(m_choice.id, m_context.tenant, m_context.history.accounts.values()))
        return fail(resetRefused({ QStringLiteral("emergencyAccount"), subject() }));
    return {};
}

Result<User> SignInResetStep::person(std::stop_token stop) const
{
    auto user = Users(m_context.graph).byId(m_choice.id, stop);
    if (!user)
        return fail(told(user.error()));
    if (const QString reason = whyNotReset(*user, m_context.tenant); !reason.isEmpty())
        return fail(resetRefused({ reason, user->userPrincipalName.value }));
    return user;
}

// What the service's refusal means here.
Error SignInResetStep::told(const Error &error) const
{
    const auto says
        = [&](const char *words) { return error.serviceMessage.contains(QLatin1String(words), Qt::CaseInsensitive); };
    if (error.kind == Error::Kind::NotFound)
        return resetRefused({ QStringLiteral("gone"), subject() }, error);
    if (error.kind == Error::Kind::Forbidden && says("restricted management"))
        return resetRefused({ QStringLiteral("restrictedUnit"), subject() }, error);
    if (error.kind == Error::Kind::Refused && says("on-premises"))
        return resetRefused({ QStringLiteral("synchronized"), subject() }, error);
    return error;
}

Result<Finding> SignInResetStep::inspect(std::stop_token stop)
{
    if (auto may = mayReset(); !may)
        return fail(may.error());
    auto user = person(stop);
    if (!user)
        return fail(user.error());
    m_seen = std::move(*user);
    Finding found;
    found.step = StepId::SignInReset;
    found.id = finding::SignInWasReset;
    found.severity = Severity::Note;
    found.evidence
        = m_seen.isEnabled ? QStringLiteral("accountEnabled: true") : QStringLiteral("accountEnabled: false");
    found.facts = { { QStringLiteral("displayName"), m_seen.displayName },
                    { QStringLiteral("userPrincipalName"), m_seen.userPrincipalName.value },
                    { QStringLiteral("objectId"), m_seen.id.value } };
    found.requirements = { QStringLiteral("S104") };
    if (m_isOnPaper && m_seen.isEnabled)
        return found;
    found.id = finding::SignInToReset;
    found.state = m_isOnPaper ? State::Drifted : State::Missing;
    found.actionOwner = ActionOwner::WizardWillDo;
    return found;
}

QList<PlannedWrite> SignInResetStep::plannedWrites() const
{
    QList<PlannedWrite> writes;
    const auto add = [&](const char *property, const QJsonValue &before, const QJsonValue &after) {
        writes.append({ StepId::SignInReset,
                        m_seen.userPrincipalName.value,
                        m_seen.id.value,
                        QLatin1String(property),
                        before,
                        after,
                        {} });
    };
    if (!m_isOnPaper) {
        add("password", QStringLiteral("unknown"), QStringLiteral("one-time, on paper"));
        add("sessions", QJsonValue::Null, QStringLiteral("ended"));
    }
    if (!m_seen.isEnabled)
        add("accountEnabled", false, true);
    return writes;
}

SignInResetNote SignInResetStep::note() const
{
    return { name(id()), subject(), m_seen.id, m_seen.displayName };
}

Result<void> SignInResetStep::apply(std::stop_token stop, const StepProgress &)
{
    Users users(m_context.graph);
    if (m_isOnPaper) // and only the switch was not seen yet
        return m_seen.isEnabled ? Result<void>() : switchOn(users, stop);
    const auto password = replacePassword(users, stop);
    if (!password)
        return fail(password.error());
    if (!m_seen.isEnabled)
        if (auto on = switchOn(users, stop); !on)
            return on;
    return printTemporaryPassword(*password, stop);
}

Result<Secret> SignInResetStep::replacePassword(Users &users, std::stop_token stop) const
{
    // From here on nobody can say which password the account has, until the new one is on paper.
    if (auto kept = m_context.journal->write(SignInResetBegun{ note() }); !kept)
        return fail(kept.error());
    auto password = setFreshPassword(users, m_seen.id, PasswordForm::Sealed, PasswordLife::OneTime, stop);
    if (!password)
        return fail(told(password.error()));
    qCInfo(logPlan, "one-time password of %ls set", qUtf16Printable(m_seen.id.value));
    if (auto kept = m_context.journal->write(SignInSessionsEnding{ note() }); !kept)
        return fail(kept.error());
    if (auto ended = users.revokeSessions(m_seen.id, stop); !ended)
        return fail(told(ended.error()));
    return password;
}

// Not in one request with the password: where one of them is refused, neither is done.
Result<void> SignInResetStep::switchOn(Users &users, std::stop_token stop) const
{
    if (auto kept = m_context.journal->write(SignInSwitchingOn{ note() }); !kept)
        return kept;
    if (auto on = users.enable(m_seen.id, stop); !on)
        return fail(told(on.error()));
    qCInfo(logPlan, "%ls switched on", qUtf16Printable(m_seen.id.value));
    return {};
}

Result<void> SignInResetStep::printTemporaryPassword(const Secret &password, std::stop_token stop)
{
    const TemporaryPasswordSlip slip{ m_context.sheetHeader, m_seen.id, m_seen.userPrincipalName.value, m_seen.displayName,
                            &password };
    if (auto taken = m_context.human.printTemporaryPassword(slip, stop); !taken)
        return taken;
    m_isOnPaper = true;
    const QString sheet = oneTimeContentId(m_context.sheetHeader, m_seen.id);
    m_context.runState.addSheet({ sheet, QStringLiteral("oneTime"), m_seen.userPrincipalName.value, {}, {} });
    return m_context.journal->write(
        SignInResetOnPaper{ name(id()), subject(), m_seen.id, m_seen.displayName, sheet });
}

} // namespace bg
