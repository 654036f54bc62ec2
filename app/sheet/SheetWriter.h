// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/sheet/SheetHeader.h"
#include "app/sheet/SheetLook.h"

#include <QString>
#include <QStringList>

namespace bg {

// Each renders its sheets and writes them into `folder` (which exists) with exportPdf(), and returns the paths. Errors
// as exportPdf() and the renderer. Blocks.

// "sheet-1-harbour.north.pdf", or one file per part: "sheet-1-harbour.north-part-2.pdf".
Result<QStringList> writeSealedSheets(const QString &folder, const SealedSheet &sheet, PasswordShape shape,
                                      const SheetLook &look);
// "pin-N-1.pdf"
Result<QStringList> writePinSheet(const QString &folder, const PinSheet &sheet, const SheetLook &look);
Result<QStringList> writeTemporaryPasswordSlip(const QString &folder, const TemporaryPasswordSlip &slip, const SheetLook &look);
// "access-record.pdf", "emergency-card.pdf", "key-labels.pdf", "ceremony-script.pdf"; "use-review.pdf" first, and
// alone where nothing was renewed; where there are lines for the log "access-record-line.pdf" last, and nothing else
// where there is no account
Result<QStringList> writeNonSecretSheets(const QString &folder, const NonSecretSheets &sheets, const SheetLook &look);

} // namespace bg
