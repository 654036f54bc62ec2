// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace bg {

struct KeyFacts;

// A PIN that a run made for a key and that is on no paper yet: once that run has ended, nobody knows it.
struct UnrecordedPin {
    QString label; // of the place that the key was for
    QString serial; // empty where the key tells none
    QString aaguid;
    bool hadPin = false; // the key had another one, which holds still if the power went before the change
    QStringList credentialIds; // made with this PIN, and registered or about to be

    // By the number where keys tell one; else every key of the model is meant.
    bool mayBeOf(const KeyFacts &key) const;
    friend bool operator==(const UnrecordedPin &, const UnrecordedPin &) = default;
};

// What one line of a journal means for the PINs that are on no paper. Lines come oldest first: "pinToSet" before a PIN
// that we made goes on a key, "pinNotSet" where the key refused it, "keyBegun" and "keyTakenBack" of a credential made
// with it, "pinSealed" and "sparePinSealed" when it is on paper, "keyReset" when it was erased with the key.
void followPin(const QJsonObject &line, QList<UnrecordedPin> &lost);

} // namespace bg
