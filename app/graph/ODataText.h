// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// A string literal for $filter: quoted, inner quotes doubled, percent-encoded, so that "o'neil+1@x" survives the URL.
QString odataLiteral(const QString &text);
// One segment of a path, percent-encoded.
QString pathSegment(const QString &text);

} // namespace bg
