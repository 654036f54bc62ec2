// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace bg {

// The drill's stopwatch: how long the sign-in of an emergency account stayed unseen.
struct AlertDelay {
    QDateTime signedIn; // UTC
    QDateTime seen; // UTC; invalid: nobody was told while the drill waited
    QString by; // what told it first: "email", "sms", "voice", "webhook", "incident"

    std::chrono::seconds length() const { return std::chrono::seconds(signedIn.secsTo(seen)); }
    friend bool operator==(const AlertDelay &, const AlertDelay &) = default;
};

} // namespace bg
