// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace bg {

// Text is Inter, codes are JetBrains Mono: its zero is marked, its l, 1 and I differ. Both travel with the program, cut
// down and under names of their own (resources/fonts/make-faces), so
// that every machine prints the same sheet. Letters they lack (Japanese, Arabic, ...) come from the system's faces,
// with Noto Sans CJK first: a subset of our own could not hold whatever a tenant or a place is called.
enum class Face { Text, Strong, Code, CodeStrong };

// The face at `points`, for a painter whose unit is 1/1200 inch. Safe on every thread.
QFont face(Face which, double points);
inline constexpr int unitsPerInch = 1200;

} // namespace bg
