// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace bg {

// One thing that an emergency account did in the directory, as the audit log tells it.
struct AuditedAction {
    QString logEntry;
    ObjectId account; // who did it
    QDateTime when; // UTC
    QString activity, category, result; // in the service's words
    QStringList targets; // names, or ids where the log has no name

    QJsonObject toJson() const;
    static AuditedAction fromJson(const QJsonObject &json);
    friend bool operator==(const AuditedAction &, const AuditedAction &) = default;
};

} // namespace bg
