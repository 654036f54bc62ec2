// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

namespace bg {

// An emergency account signed in through the wizard, to prove that it can. Times are UTC, by this computer's clock.
struct SignInProof {
    ObjectId account;
    QString userPrincipalName;
    QString client; // the application that it signed in to
    QDateTime begun; // the browser was sent to the login
    QDateTime ended; // the account was in
    QString runId; // whose journal keeps it

    QJsonObject toJson() const; // without the run
    static SignInProof fromJson(const QJsonObject &json);
    friend bool operator==(const SignInProof &, const SignInProof &) = default;
};

} // namespace bg
