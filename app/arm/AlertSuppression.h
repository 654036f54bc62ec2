// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AzureInventory.h"
#include "app/arm/SpecResource.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace bg {

// What keeps a rule that fires from telling anybody.
struct AlertSuppression {
    QString name; // "rule", or the name of the alert processing rule
    bool isRuleItself = false;
    QString evidence; // how long it mutes itself, or the processing rule's id
};

// The rule mutes itself (muteActionsDuration, or Sentinel's suppression), or an enabled alert processing rule whose
// scope covers it, whose conditions let it match and whose schedule has begun and not ended at `now`, removes its
// action groups. Conditions we cannot weigh count as a match: better one warning too many.
std::optional<AlertSuppression> suppressorOf(const SpecResource &rule, const QJsonObject &asSeen, const AzureInventory &seen,
                                       const QDateTime &now);

} // namespace bg
