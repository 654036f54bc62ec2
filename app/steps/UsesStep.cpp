// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/UsesStep.h"

#include "app/plan/FindingIds.h"
#include "app/steps/UseReader.h"

#include <algorithm>

namespace bg {

Result<Finding> UsesStep::inspect(std::stop_token)
{
    Finding found;
    found.step = StepId::Uses;
    found.id = finding::UsesToKeep;
    found.state = State::Missing;
    found.requirements = { QStringLiteral("S98"), QStringLiteral("S103"), QStringLiteral("S181"),
                           QStringLiteral("S182"), QStringLiteral("S185") };
    return found;
}

Result<void> UsesStep::apply(std::stop_token stop, const StepProgress &)
{
    QList<RecordedAccount> accounts;
    for (const LedgerAccount &account : m_context.ledger.accounts()) {
        RecordedAccount one;
        one.objectId = account.id;
        one.userPrincipalName = account.userPrincipalName.value;
        accounts.append(one);
    }
    auto review = UseReader(m_context.graph, m_context.history).review(accounts, m_context.clock.utcNow(), stop);
    if (!review)
        return fail(review.error());
    review->takeOver(m_context.desired.uses);
    for (const SeenUse &use : std::as_const(review->uses))
        if (auto told = m_context.journal->write(QStringLiteral("useSeen"), use.toJson()); !told)
            return told;
    for (const UseDeed &deed : std::as_const(review->deeds))
        if (auto told = m_context.journal->write(QStringLiteral("useDeed"), deed.toJson()); !told)
            return told;
    m_context.ledger.setUses(*review);
    judge(*review);
    return {};
}

void UsesStep::judge(const UseReview &review)
{
    for (const LedgerAccount &account : m_context.ledger.accounts()) {
        Finding note;
        note.step = StepId::Uses;
        note.state = State::Drifted;
        note.severity = Severity::Warning;
        note.bearing = Bearing::YouDecide;
        note.requirements = { QStringLiteral("S98"), QStringLiteral("S103"), QStringLiteral("S186") };
        note.facts = { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value },
                       { QStringLiteral("objectId"), account.id.value } };
        const auto count = std::count_if(review.uses.begin(), review.uses.end(), [&](const SeenUse &use) {
            return use.account == account.id && use.reason == UseReason::Unexplained;
        });
        note.facts[QStringLiteral("count")] = int(count);
        if (count > 0) {
            note.id = finding::UseUnexplained;
            m_context.ledger.note(note, account.id.value);
        }
        if (review.isMisused(account.id)) {
            note.id = finding::UseMisuse;
            m_context.ledger.note(note, account.id.value);
        }
    }
    for (const StrangeMethod &method : review.methods) {
        Finding note;
        note.step = StepId::Uses;
        note.id = finding::StrangeMethodLeft;
        note.state = State::Drifted;
        note.severity = Severity::Warning;
        note.bearing = Bearing::YouDecide;
        note.requirements = { QStringLiteral("S11"), QStringLiteral("S182") };
        note.evidence = method.id;
        for (const LedgerAccount &account : m_context.ledger.accounts())
            if (account.id == method.account)
                note.facts = { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value },
                               { QStringLiteral("objectId"), account.id.value } };
        note.facts[QStringLiteral("methodId")] = method.id;
        note.facts[QStringLiteral("type")] = method.type;
        note.facts[QStringLiteral("displayName")] = method.displayName;
        m_context.ledger.note(note, method.id);
    }
}

} // namespace bg
