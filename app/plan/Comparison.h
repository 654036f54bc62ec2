// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/RunRecord.h"

#include <QList>

namespace bg {

enum class Change { New, Gone, Same };
QString name(Change change);

struct ComparedFinding {
    Finding finding;
    Change change = Change::Same;
};

// The newest check before `now`; null when there is none. `newestFirst` may hold `now` itself.
const RunRecord *checkBefore(const RunRecord &now, const QList<RunRecord> &newestFirst);
// What is open now and was not before, what was open and is gone, what is open still, and then all the rest. Without
// an earlier check everything that is open is new.
QList<ComparedFinding> compared(const RunRecord &now, const RunRecord *before);

} // namespace bg
