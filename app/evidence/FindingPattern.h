// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"

#include <QString>

namespace bg {

// How the files of benchmarks and requirements name findings: "role.missing", or "alerts.*" for a whole family.
inline bool isFamily(const QString &pattern)
{
    return pattern.endsWith(QLatin1Char('*'));
}

inline bool isMeant(const Finding &finding, const QString &pattern)
{
    return isFamily(pattern) ? finding.id.startsWith(pattern.chopped(1)) : finding.id == pattern;
}

} // namespace bg
