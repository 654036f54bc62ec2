// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <functional>

namespace bg {

// Who sits before the practice browser, and what they do there.
struct Visitor {
    QString userName; // empty: the operator, whose password the browser remembers
    QByteArray password; // for anybody else
    QByteArray newPassword; // where the page asks for one; empty: goes no further
    // Answers the page's passkey challenge instead of a password: {id, clientDataJSON, authenticatorData, signature},
    // each base64url. Given the challenge (base64url) and the relying party id.
    std::function<QJsonObject(const QString &challenge, const QString &rpId)> passkey;
    bool declines = false; // presses Cancel
};

// Who comes to the sign-in page at that address.
using VisitorAt = std::function<Visitor(const QUrl &authorize)>;

} // namespace bg
