// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// --verify-journal: says on standard output whether the chain holds, or each problem on a line of its own. Exit code: 0
// it holds, 1 it does not, 3 the file cannot be read.
int checkJournal(const QString &file);

} // namespace bg
