// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// --verify-evidence: whether the evidence files in a folder are a whole chain; the exit code.
int checkEvidence(const QString &folder);

} // namespace bg
