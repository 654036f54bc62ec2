// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/PinSealing.h"

#include "app/steps/Paper.h"

namespace bg {

namespace {

Result<void> noteSealed(const StepContext &context, int account, const QString &label)
{
    for (const RecordedKey &key : context.ledger.account(account).keys) {
        if (key.label != label)
            continue;
        if (auto told = context.journal->write(QStringLiteral("pinSealed"),
                                               { { QStringLiteral("step"), name(StepId::Sheets) },
                                                 { QStringLiteral("subject"), label },
                                                 { QStringLiteral("credentialId"), key.credentialId } });
            !told)
            return told;
        context.ledger.learnPinIsOnPaper(key.credentialId);
    }
    return {};
}

} // namespace

Result<void> sealPin(const StepContext &context, int account, const QString &label, std::stop_token stop)
{
    const PrintedAccount printed = printedAccount(context.desired, context.ledger, account);
    for (const PrintedKey &key : printed.keys) {
        if (key.label != label)
            continue;
        auto pin = context.ledger.takePin(label);
        if (!pin)
            return {};
        if (auto sealed = context.human.sealPin({ context.sheetFacts, printed, key, &*pin }, stop); !sealed) {
            context.ledger.keepPin(label, std::move(*pin)); // the person may try again
            return sealed;
        }
        return noteSealed(context, account, label);
    }
    return {};
}

} // namespace bg
