// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QByteArray>

#include <cstdint>

namespace bg {

// Randomness comes from OpenSSL's generator only, never from QRandomGenerator, std::rand or a seeded engine.
// If OpenSSL cannot deliver, the program ends: there is no safe way to go on.

// `size` random bytes; for values that travel in the open (state, nonce, ids).
QByteArray randomBytes(int size);
Secret randomSecret(int size);
// Uniform in [0, bound), by rejection.
std::uint32_t randomBelow(std::uint32_t bound);
// 32 random bytes, base64url without padding: 43 characters of the alphabet RFC 7636 4.1 asks for.
QByteArray randomToken();
// A random GUID in the usual form (RFC 9562, version 4), lower case, without braces.
QString randomGuid();

} // namespace bg
