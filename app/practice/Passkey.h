// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace bg {

// A registered FIDO2 credential.
struct Passkey {
    QJsonObject method; // fido2AuthenticationMethod as Graph shows it
    QByteArray credentialId;
    QByteArray publicKey; // x||y of P-256
    quint32 counter = 0;
};

} // namespace bg
