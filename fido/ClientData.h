// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace bg {

// clientDataJSON as WebAuthn section 5.8.1.1 serialises it: type, challenge, origin "https://" + rpId, crossOrigin
// false. The bytes are hashed and sent as they are here. `type`: "webauthn.create" or "webauthn.get".
QByteArray clientDataJson(const QString &type, const QString &challenge, const QString &rpId);

} // namespace bg
