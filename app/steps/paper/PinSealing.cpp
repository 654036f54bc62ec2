// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/paper/PinSealing.h"

#include "app/journal/KeyEvents.h"
#include "app/sheet/ContentId.h"
#include "app/steps/paper/Paper.h"

namespace bg {

namespace {

Result<void> noteSealed(const StepContext &context, const PrintedAccount &printed, const QString &label,
                        const QString &credentialId)
{
    const QString sheet = pinContentId(context.sheetHeader, printed, label);
    context.runState.addSheet({ sheet, QStringLiteral("pin"), printed.userPrincipalName, label,
                              context.history.pinSheets.value(label + printed.objectId.value) });
    auto told = context.journal->write(PinSealed{ name(StepId::Sheets), label, printed.objectId, credentialId, sheet });
    if (told)
        context.runState.learnPinIsOnPaper(credentialId);
    return told;
}

} // namespace

Result<void> sealPin(const StepContext &context, int account, const QString &label, std::stop_token stop)
{
    auto pin = context.runState.takePin(label);
    if (!pin)
        return {};
    auto sealed = sealPin(context, account, label, *pin, stop);
    if (!sealed)
        context.runState.keepPin(label, std::move(*pin)); // the person may try again
    return sealed;
}

Result<void> sealPin(const StepContext &context, int account, const QString &label, const Secret &pin,
                     std::stop_token stop)
{
    const PrintedAccount printed = printedAccount(context.desired, context.runState, account);
    for (const PrintedKey &key : printed.keys) {
        if (key.label != label)
            continue;
        if (auto sealed = context.human.sealPin({ context.sheetHeader, printed, key, &pin }, stop); !sealed)
            return sealed;
        for (const RecordedKey &recorded : context.runState.account(account).keys)
            if (recorded.label == label)
                return noteSealed(context, printed, label, recorded.credentialId);
    }
    return fail(Error::Kind::Internal, label);
}

Result<void> sealOrphanedPins(const StepContext &context, std::stop_token stop)
{
    while (auto spare = context.runState.takeOrphanedPin()) {
        const PrintedAccount printed = printedAccount(context.desired, context.runState, spare->account);
        if (auto sealed = context.human.sealPin({ context.sheetHeader, printed, spare->key, &spare->pin }, stop);
            !sealed) {
            context.runState.keepOrphanedPin(std::move(*spare));
            return sealed;
        }
        if (auto told = context.journal->write(SparePinSealed{ name(StepId::Sheets), spare->place, spare->key.serial,
                                                            spare->aaguid });
            !told)
            return told;
    }
    return {};
}

} // namespace bg
