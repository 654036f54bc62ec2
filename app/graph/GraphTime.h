// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonValue>

namespace bg {

// Edm.DateTimeOffset, with up to seven digits of a second; invalid for null and for anything else. UTC.
QDateTime graphTime(const QJsonValue &value);
// What $filter takes: "2026-11-20T12:00:00Z".
QString graphTime(const QDateTime &time);

} // namespace bg
