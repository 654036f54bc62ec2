// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/SheetsStep.h"

#include "app/plan/FindingIds.h"
#include "app/steps/Paper.h"

namespace bg {

Result<Finding> SheetsStep::inspect(std::stop_token)
{
    Finding found;
    found.step = StepId::Sheets;
    found.id = m_isHanded ? finding::SheetsHanded : finding::SheetsToHand;
    found.state = m_isHanded ? State::InPlace : State::Missing;
    found.requirements = { QStringLiteral("S82"), QStringLiteral("S144"), QStringLiteral("S145") };
    return found;
}

Result<void> SheetsStep::apply(std::stop_token stop, const StepProgress &)
{
    for (int account = 0; account < m_context.desired.accounts.size(); ++account)
        if (auto sealed = sealPins(account, stop); !sealed)
            return sealed;
    if (auto handed = m_context.human.hand(openSheets(m_context.sheetFacts, m_context.desired, m_context.ledger), stop);
        !handed)
        return handed;
    m_isHanded = true;
    return {};
}

Result<void> SheetsStep::sealPins(int account, std::stop_token stop)
{
    const PrintedAccount printed = printedAccount(m_context.desired, m_context.ledger, account);
    for (const PrintedKey &key : printed.keys) {
        auto pin = m_context.ledger.takePin(key.label);
        if (!pin)
            continue; // enrolled by an earlier run: its envelope exists
        if (auto sealed = m_context.human.sealPin({ m_context.sheetFacts, printed, key, &*pin }, stop); !sealed) {
            m_context.ledger.keepPin(key.label, std::move(*pin)); // the person may try again
            return sealed;
        }
        for (const RecordedKey &recorded : m_context.ledger.account(account).keys) {
            if (recorded.label != key.label)
                continue;
            if (auto told = m_context.journal->write(QStringLiteral("pinSealed"),
                                                     { { QStringLiteral("step"), name(id()) },
                                                       { QStringLiteral("subject"), key.label },
                                                       { QStringLiteral("credentialId"), recorded.credentialId } });
                !told)
                return told;
        }
    }
    return {};
}

} // namespace bg
