// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QByteArrayView>

namespace bg {

// A fresh PIN of digits, which every keyboard layout types alike: eight, or more where the key asks for more. Drawn
// from OpenSSL's generator until it is none of the banned ones; never blocks.
Secret generatePin(int minimumLength);
// For a key that refused one of digits: twelve characters or more, capitals, small letters and digits, each of a kind at
// least once. No letter that looks like a digit, and none that stands elsewhere on a French or German keyboard.
Secret generateStrongPin(int minimumLength);
// Fewer than four different digits, four in a row up or down, or the same half twice: what people try first, and what
// keys with PIN complexity refuse.
bool isWeakPin(QByteArrayView digits);

} // namespace bg
