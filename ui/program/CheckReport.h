// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/RunRecord.h"

#include <QJsonObject>
#include <QList>

namespace bg {

// What --check --json prints: the record of the check, each finding with its sentence, its remedy and how it compares
// with the check before, as resources/check.schema.json describes. `newestFirst`: every record of the tenant.
QJsonObject checkReport(const RunRecord &record, const QList<RunRecord> &newestFirst);

} // namespace bg
