// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DrillRecord.h"
#include "app/graph/AuditLogs.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

// Whom to tell before a drill (S29), one line each.
QStringList whoMustKnow();
// "1:05", "12:40".
QString stopwatch(std::chrono::seconds elapsed);
// "45 seconds", "12 min 40 s".
QString delayText(std::chrono::seconds delay);
// What the tenant's log says of the sign-in; nothing was seen when `entry` is empty.
QString traceText(const std::optional<SignInEntry> &entry);
// What a drill showed, one line each.
struct DrillLine {
    bool isGood = true;
    QString text;
};
QList<DrillLine> drillLines(const DrillRecord &drill);
// The line to be copied into the access record in the safe.
QString accessRecordLine(const DrillRecord &drill);

} // namespace bg
