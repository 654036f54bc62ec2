// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>

namespace bg {

// IMF-fixdate, "Fri, 20 Nov 2026 12:00:00 GMT" (RFC 9110 5.6.7), as UTC; invalid for anything else.
QDateTime parseHttpDate(const QByteArray &text);

} // namespace bg
