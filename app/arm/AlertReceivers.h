// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace bg {

struct PhoneNumber {
    QString countryCode; // "49", digits only
    QString number; // "15112345678", digits only
    friend bool operator==(const PhoneNumber &, const PhoneNumber &) = default;
};

// Who is told when a rule fires.
struct AlertReceivers {
    QStringList emails;
    QList<PhoneNumber> sms, voice;
    QList<QUrl> webhooks; // https; whoever knows the address can post there

    bool isEmpty() const { return emails.isEmpty() && sms.isEmpty() && voice.isEmpty() && webhooks.isEmpty(); }
    friend bool operator==(const AlertReceivers &, const AlertReceivers &) = default;
};

} // namespace bg
