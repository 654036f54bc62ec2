// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/practice/P256Key.h"

#include <QByteArray>
#include <QString>

namespace bg {

// A credential in the practice key's memory.
struct PracticeCredential {
    QByteArray id;
    QString rpId;
    QString rpName;
    QCborMap user; // as the platform gave it
    P256Key key;
    int protection = 1; // credProtect level
    bool isResident = false;
    bool hasHmacSecret = false;
    QByteArray secretWithUv, secretWithoutUv; // CredRandom of hmac-secret, 32 bytes each

    QByteArray userId() const { return user.value(QLatin1String("id")).toByteArray(); }
};

} // namespace bg
