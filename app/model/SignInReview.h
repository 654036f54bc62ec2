// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/AccountSignIn.h"
#include "app/model/UnknownAuthMethod.h"
#include "app/model/AuditedAction.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace bg {

// How the emergency accounts of a tenant were used: what the logs hold, and what people said of it.
struct SignInReview {
    QDateTime since, until; // what was looked at; not valid: nothing yet
    QList<AccountSignIn> signIns; // newest first
    QList<AuditedAction> actions; // newest first
    QList<UnknownAuthMethod> methods;
    // What could not be seen: "licence" (no sign-in log without P1), "retention" (the logs do not reach back that far),
    // "nonInteractive", "deeds" (the service did not show them).
    QStringList blind;

    // Nobody said yet why.
    int unexplained() const;
    bool isMisused(const ObjectId &account) const;
    // Its papers were opened: for an emergency or for a misuse.
    bool isSpent(const ObjectId &account) const;
    // Says of the uses that `earlier` explains, and of the methods that it wants gone, what it says of them.
    void takeOver(const SignInReview &earlier);

    // Without what the accounts did: what there is to say something of.
    SignInReview said() const;

    QJsonObject toJson() const;
    static SignInReview fromJson(const QJsonObject &json);
    friend bool operator==(const SignInReview &, const SignInReview &) = default;
};

} // namespace bg
