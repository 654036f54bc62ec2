// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/PhoneNumber.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace bg {

// Who is told when a rule fires.
struct AlertReceivers {
    QStringList emails;
    QList<PhoneNumber> sms, voice;
    QList<QUrl> webhooks; // https; whoever knows the address can post there

    bool isEmpty() const { return emails.isEmpty() && sms.isEmpty() && voice.isEmpty() && webhooks.isEmpty(); }
    // The first receiver that Azure would not take, and why; nothing when it would take all.
    std::optional<QString> problem() const;
    friend bool operator==(const AlertReceivers &, const AlertReceivers &) = default;
};

} // namespace bg
