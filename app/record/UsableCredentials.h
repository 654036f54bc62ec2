// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/journal/RunStore.h"

#include <QList>
#include <QString>

namespace bg {

// What opens one emergency account, as far as the journals on this machine tell: which sheets to take to the safe when
// a run was cut short. Written for the worst case: what may not work is never called good.
struct UsableCredentials {
    enum class Secret {
        None, // never put on paper here
        Good, // the sheet named, or what the person chose
        EitherSheet, // the power went between paper and key: the sheet named, or the one before it
        Lost, // set anew, and the new one never reached paper
    };
    struct Key {
        QString label, serial, credentialId;
        Secret pin = Secret::None;
        QString pinSheet; // content id; empty for a PIN that the person chose
        QString pinSheetBefore;
    };
    ObjectId account;
    Upn userPrincipalName;
    Secret password = Secret::None;
    QString passwordSheet; // content id
    QList<Key> keys; // registered and proven, and not removed since

    bool isOpen() const;
    bool opens(Secret secret) const { return secret == Secret::Good || secret == Secret::EitherSheet; }

    // Of every account that the journals know, in the order they were made.
    static QList<UsableCredentials> of(const QList<StoredRun> &runs);
};

} // namespace bg
