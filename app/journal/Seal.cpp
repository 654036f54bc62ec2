// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/Seal.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace bg {

Seal Seal::of(QByteArrayView purpose) const
{
    Seal bound = *this;
    bound.m_purpose += purpose;
    bound.m_purpose += '\n';
    return bound;
}

QByteArray Seal::over(QByteArrayView bytes) const
{
    if (!exists())
        return {};
    const QByteArrayView key = m_key->reveal();
    const QByteArray text = m_purpose + bytes.toByteArray();
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.data(), int(key.size()), reinterpret_cast<const unsigned char *>(text.constData()),
         std::size_t(text.size()), mac.data(), &size);
    return QByteArray(reinterpret_cast<const char *>(mac.data()), qsizetype(size)).toHex();
}

bool Seal::isGood(QByteArrayView seal, QByteArrayView bytes) const
{
    const QByteArray ours = over(bytes);
    return !ours.isEmpty() && seal.size() == ours.size()
        && CRYPTO_memcmp(seal.data(), ours.constData(), std::size_t(ours.size())) == 0;
}

} // namespace bg
