// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

namespace bg {

// A way to sign in that no run on this computer gave an emergency account.
struct UnknownAuthMethod {
    ObjectId account;
    QString id;
    QString type; // OData type without "#microsoft.graph.": "fido2AuthenticationMethod", "phoneAuthenticationMethod"
    QString displayName; // empty where the list does not tell
    QDateTime created; // not valid where the list does not tell
    bool isToGo = false; // somebody chose to have it taken away

    // Passkeys only: others are taken away in the Entra admin center.
    bool canGo() const { return type == QLatin1String("fido2AuthenticationMethod"); }
    QJsonObject toJson() const;
    static UnknownAuthMethod fromJson(const QJsonObject &json);
    friend bool operator==(const UnknownAuthMethod &, const UnknownAuthMethod &) = default;
};

} // namespace bg
