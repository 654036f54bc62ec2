// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/JournalEvent.h"

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

// What one event means for the PINs that are on no paper. Events come oldest first: PinToSet before a PIN that we made
// goes on a key, PinNotSet where the key refused it, KeyBegun and KeyTakenBack of a credential made with it, PinSealed
// and SparePinSealed when it is on paper, KeyWasReset when it was erased with the key.
void followPin(const JournalEvent &event, QList<UnrecordedPin> &lost);

} // namespace bg
