// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"
#include "app/sheet/SheetHeader.h"
#include "app/sheet/SheetLook.h"
#include "app/sheet/SplitPassword.h"

#include <QImage>

namespace bg {

// Every sheet is exactly one page, black on white, rendered in memory; nothing touches a disk. The PDF is handed out as
// a Secret so that it is wiped with its owner. Fonts are embedded; PDF metadata carries a neutral title. Safe on worker
// threads (a QGuiApplication must exist); takes well under a second; does not block otherwise.
// Errors: Input when no font on this machine has a letter that is to be printed (detail names the letter), or when a
// text is too long for one page even at the smallest size.

// One per part: see splitPassword(). `part` borrows nothing and may outlive the call.
Result<Secret> credentialSheet(const SealedSheet &sheet, const PasswordPart &part, const SheetLook &look);
// The password as a whole.
Result<Secret> credentialSheet(const SealedSheet &sheet, const SheetLook &look);
Result<Secret> pinSheet(const PinSheet &sheet, const SheetLook &look);
// `part`: the password as a whole.
Result<Secret> temporaryPasswordSlip(const TemporaryPasswordSlip &slip, const PasswordPart &part, const SheetLook &look);
// Those without secrets.
Result<Secret> accessRecord(const NonSecretSheets &sheets, const SheetLook &look);
Result<Secret> emergencyCard(const NonSecretSheets &sheets, const SheetLook &look);
Result<Secret> keyLabels(const NonSecretSheets &sheets, const SheetLook &look);
Result<Secret> ceremonyScript(const NonSecretSheets &sheets, const SheetLook &look);
Result<Secret> postMortem(const NonSecretSheets &sheets, const SheetLook &look);
// Which of them there are to hand out: where only a use was reviewed, nothing else has changed.
QList<SheetKind> openKinds(const NonSecretSheets &sheets);
Result<Secret> accessLogEntry(const NonSecretSheets &sheets, const SheetLook &look);

// The same pages as pictures of `dpi`, for the screen. A secret is masked unless look.ink says Printed: the caller
// shows such a picture only while a key is held, in a widget that the accessibility tree knows as "hidden".
Result<QImage> credentialPreview(const SealedSheet &sheet, const PasswordPart &part, const SheetLook &look, int dpi);
Result<QImage> pinPreview(const PinSheet &sheet, const SheetLook &look, int dpi);
Result<QImage> temporaryPasswordPreview(const TemporaryPasswordSlip &slip, const PasswordPart &part, const SheetLook &look, int dpi);
Result<QImage> openPreview(SheetKind kind, const NonSecretSheets &sheets, const SheetLook &look, int dpi);

} // namespace bg
