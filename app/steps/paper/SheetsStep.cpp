// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/paper/SheetsStep.h"

#include "app/model/FindingIds.h"
#include "app/steps/paper/Paper.h"
#include "app/steps/paper/PinSealing.h"

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
    if (auto sealed = sealOrphanedPins(m_context, stop); !sealed)
        return sealed;
    if (auto handed = m_context.human.printOpenSheets(nonSecretSheets(m_context.sheetHeader, m_context.desired, m_context.runState), stop);
        !handed)
        return handed;
    m_isHanded = true;
    return inspect(stop).map([this](const Finding &done) { m_context.runState.noteInspection(done, subject()); });
}

Result<void> SheetsStep::sealPins(int account, std::stop_token stop)
{
    for (const PrintedKey &key : printedAccount(m_context.desired, m_context.runState, account).keys)
        if (auto sealed = sealPin(m_context, account, key.label, stop); !sealed)
            return sealed;
    return {};
}

} // namespace bg
