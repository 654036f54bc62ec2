// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <optional>

namespace bg {

// One drill of one account: what was tried, what the wizard saw of it, and what the people said. Times are UTC; one
// that is not valid did not happen.
struct DrillRecord {
    ObjectId account;
    QString userPrincipalName;
    bool isBlind = false; // people who did not make the sheet signed in; the wizard only timed them
    QDateTime begun, signedIn, alerted;
    bool provedRole = false; // an administrator's page was read with the account's own token
    // What the sign-in log says; empty while it was not seen there.
    QString logEntry, logMethod, logConditionalAccess;
    QString witness;
    std::optional<bool> wasSealIntact;
    QString problems;

    // Signed in as an administrator, and the alert came.
    bool isPassed() const;
    std::optional<std::chrono::seconds> untilAlert() const;

    QJsonObject toJson() const;
    static DrillRecord fromJson(const QJsonObject &json);
    friend bool operator==(const DrillRecord &, const DrillRecord &) = default;
};

} // namespace bg
