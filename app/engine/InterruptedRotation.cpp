// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/InterruptedRotation.h"

#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"

#include <QJsonArray>

namespace bg {

namespace {

// "N-1 (9F2C-71A4)", or both sheets where the power went between paper and key.
QString keyText(const UsableCredentials::Key &key)
{
    QStringList sheets;
    if (key.pin == UsableCredentials::Secret::EitherSheet && !key.pinSheetBefore.isEmpty())
        sheets.append(key.pinSheetBefore);
    if (!key.pinSheet.isEmpty())
        sheets.append(key.pinSheet);
    return sheets.isEmpty() ? key.label : QStringLiteral("%1 (%2)").arg(key.label, sheets.join(QStringLiteral(" / ")));
}

} // namespace

QList<Finding> interruptedRotations(const QList<UsableCredentials> &ways)
{
    QList<Finding> found;
    for (const UsableCredentials &one : ways) {
        QJsonArray sheets;
        if (one.opens(one.password))
            sheets.append(one.passwordSheet);
        for (const UsableCredentials::Key &key : one.keys)
            if (one.opens(key.pin))
                sheets.append(keyText(key));
        const QJsonObject facts{ { QStringLiteral("userPrincipalName"), one.userPrincipalName.value },
                                 { QStringLiteral("ways"), sheets } };
        found.append(preflight::youDecide(Severity::Warning,
                                          sheets.isEmpty() ? preflight::RotationClosed : preflight::RotationInterrupted,
                                          one.account.value, facts, { QStringLiteral("S176") }));
    }
    return found;
}

} // namespace bg
