// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Random.h"

#include <QUuid>

#include <openssl/rand.h>

#include <limits>

namespace bg {

namespace {

void fillRandom(unsigned char *bytes, int size)
{
    if (RAND_bytes(bytes, size) != 1)
        qFatal("OpenSSL has no randomness");
}

} // namespace

QByteArray randomBytes(int size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    fillRandom(reinterpret_cast<unsigned char *>(bytes.data()), size);
    return bytes;
}

Secret randomSecret(int size)
{
    Secret secret = Secret::ofSize(std::size_t(size));
    fillRandom(secret.writable(), size);
    return secret;
}

std::uint32_t randomBelow(std::uint32_t bound)
{
    Q_ASSERT(bound > 0);
    // The largest multiple of `bound` that fits: draws at or above it would favour the small values.
    const std::uint32_t limit = std::numeric_limits<std::uint32_t>::max() / bound * bound;
    std::uint32_t drawn = 0;
    do {
        fillRandom(reinterpret_cast<unsigned char *>(&drawn), sizeof drawn);
    } while (drawn >= limit);
    return drawn % bound;
}

QByteArray randomToken()
{
    return randomBytes(32).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QString randomGuid()
{
    QByteArray bytes = randomBytes(16);
    bytes[6] = char((bytes[6] & 0x0f) | 0x40);
    bytes[8] = char((bytes[8] & 0x3f) | 0x80);
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

} // namespace bg
