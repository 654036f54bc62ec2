// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace bg {

// The lengths that were handed to OpenSSL's comparison in constant time since the last call, in order. The program that
// links this file has a CRYPTO_memcmp of its own, which keeps them and compares as OpenSSL does.
QList<qsizetype> comparedInConstantTime();

} // namespace bg
