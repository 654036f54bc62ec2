// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/auth/ConstantTimeWatch.h"

#include <openssl/crypto.h>

#include <mutex>
#include <utility>

namespace {

std::mutex mutex;
QList<qsizetype> lengths;

} // namespace

int CRYPTO_memcmp(const void *a, const void *b, std::size_t length)
{
    {
        const std::lock_guard lock(mutex);
        lengths.append(qsizetype(length));
    }
    const auto *left = static_cast<const unsigned char *>(a);
    const auto *right = static_cast<const unsigned char *>(b);
    unsigned char difference = 0;
    for (std::size_t i = 0; i < length; ++i)
        difference = static_cast<unsigned char>(difference | (left[i] ^ right[i]));
    return difference;
}

QList<qsizetype> bg::comparedInConstantTime()
{
    const std::lock_guard lock(mutex);
    return std::exchange(lengths, {});
}
