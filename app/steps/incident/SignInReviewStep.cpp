// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/incident/SignInReviewStep.h"

#include "app/journal/RunEvents.h"
#include "app/model/FindingIds.h"
#include "app/steps/incident/SignInReviewReader.h"

#include <algorithm>

namespace bg {

Result<Finding> SignInReviewStep::inspect(std::stop_token)
{
    Finding found;
    found.step = StepId::Uses;
    found.id = finding::SignInsToRecord;
    found.state = State::Missing;
    found.requirements = { QStringLiteral("S98"), QStringLiteral("S103"), QStringLiteral("S181"),
                           QStringLiteral("S182"), QStringLiteral("S185") };
    return found;
}

Result<void> SignInReviewStep::apply(std::stop_token stop, const StepProgress &)
{
    QList<RecordedAccount> accounts;
    for (const AccountState &account : m_context.runState.accounts()) {
        RecordedAccount one;
        one.objectId = account.id;
        one.userPrincipalName = account.userPrincipalName.value;
        accounts.append(one);
    }
    auto review = SignInReviewReader(m_context.graph, m_context.history).review(accounts, m_context.clock.utcNow(), stop);
    if (!review)
        return fail(review.error());
    review->takeOver(m_context.desired.signIns);
    for (const AccountSignIn &use : std::as_const(review->signIns))
        if (auto told = m_context.journal->write(UseSeen{ use.toJson() }); !told)
            return told;
    for (const AuditedAction &action : std::as_const(review->actions))
        if (auto told = m_context.journal->write(UseDeed{ action.toJson() }); !told)
            return told;
    m_context.runState.setSignIns(*review);
    judge(*review);
    return {};
}

void SignInReviewStep::judge(const SignInReview &review)
{
    for (const AccountState &account : m_context.runState.accounts()) {
        Finding note;
        note.step = StepId::Uses;
        note.state = State::Drifted;
        note.severity = Severity::Warning;
        note.actionOwner = ActionOwner::YouDecide;
        note.requirements = { QStringLiteral("S98"), QStringLiteral("S103"), QStringLiteral("S186") };
        note.facts = { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value },
                       { QStringLiteral("objectId"), account.id.value } };
        const auto count = std::count_if(review.signIns.begin(), review.signIns.end(), [&](const AccountSignIn &use) {
            return use.account == account.id && use.reason == SignInReason::Unexplained;
        });
        note.facts[QStringLiteral("count")] = int(count);
        if (count > 0) {
            note.id = finding::UseUnexplained;
            m_context.runState.note(note, account.id.value);
        }
        if (review.isMisused(account.id)) {
            note.id = finding::UseMisuse;
            m_context.runState.note(note, account.id.value);
        }
    }
    for (const UnknownAuthMethod &method : review.methods) {
        Finding note;
        note.step = StepId::Uses;
        note.id = finding::UnknownAuthMethodLeft;
        note.state = State::Drifted;
        note.severity = Severity::Warning;
        note.actionOwner = ActionOwner::YouDecide;
        note.requirements = { QStringLiteral("S11"), QStringLiteral("S182") };
        note.evidence = method.id;
        for (const AccountState &account : m_context.runState.accounts())
            if (account.id == method.account)
                note.facts = { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value },
                               { QStringLiteral("objectId"), account.id.value } };
        note.facts[QStringLiteral("methodId")] = method.id;
        note.facts[QStringLiteral("type")] = method.type;
        note.facts[QStringLiteral("displayName")] = method.displayName;
        m_context.runState.note(note, method.id);
    }
}

} // namespace bg
