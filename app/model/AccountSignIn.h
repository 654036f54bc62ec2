// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

// Why an emergency account signed in.
enum class SignInReason {
    Unexplained,
    Ours, // a proof of sign-in through the wizard
    Drill,
    Emergency, // somebody says so, with a reason
    Misuse,
};
QString name(SignInReason reason); // "drill"
std::optional<SignInReason> signInReasonNamed(const QString &text);

// One line of the sign-in log about an emergency account, and what explains it. No secret.
struct AccountSignIn {
    QString logEntry; // id in the log, which is the request id
    QString correlationId;
    ObjectId account;
    QString userPrincipalName;
    QDateTime when; // UTC
    QString application, ipAddress;
    QString applicationId; // empty where the log tells none
    QString place; // "Redmond, US"; empty where the log tells none
    QStringList methods; // as the service names them; empty where it does not tell
    QString conditionalAccess; // "success", "failure", "notApplied"
    bool isInteractive = true;
    int errorCode = 0; // 0: got in
    SignInReason reason = SignInReason::Unexplained;
    QString
        explainedBy; // id of the run that explains it; empty where only a person said it, and no run has ended since
    QString note; // what that person said: the reason, a ticket

    bool gotIn() const { return errorCode == 0; }
    // Nobody said why, or it was a misuse and no run has answered it to the end.
    bool isOpen() const
    {
        return reason == SignInReason::Unexplained || (reason == SignInReason::Misuse && explainedBy.isEmpty());
    }
    QJsonObject toJson() const;
    static AccountSignIn fromJson(const QJsonObject &json);
    friend bool operator==(const AccountSignIn &, const AccountSignIn &) = default;
};

} // namespace bg
