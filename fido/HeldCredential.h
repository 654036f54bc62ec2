// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/FidoHandles.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace bg {

// Asks for an assertion by any of these credentials without the person: `found` is the id of the one that the key
// answered with. FIDO_OK, or libfido2's code; FIDO_ERR_NO_CREDENTIALS when it holds none. Blocks like any call of the
// key.
int findHeld(fido_dev_t *device, const QString &rpId, const QList<QByteArray> &credentialIds, QByteArray &found);

} // namespace bg
