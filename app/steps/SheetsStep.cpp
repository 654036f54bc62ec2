// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/SheetsStep.h"

#include "app/plan/FindingIds.h"
#include "app/steps/Paper.h"
#include "app/steps/PinSealing.h"

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
    if (auto sealed = sealSparePins(m_context, stop); !sealed)
        return sealed;
    if (auto handed = m_context.human.hand(openSheets(m_context.sheetFacts, m_context.desired, m_context.ledger), stop);
        !handed)
        return handed;
    m_isHanded = true;
    return inspect(stop).map([this](const Finding &done) { m_context.ledger.noteInspection(done, subject()); });
}

Result<void> SheetsStep::sealPins(int account, std::stop_token stop)
{
    for (const PrintedKey &key : printedAccount(m_context.desired, m_context.ledger, account).keys)
        if (auto sealed = sealPin(m_context, account, key.label, stop); !sealed)
            return sealed;
    return {};
}

} // namespace bg
