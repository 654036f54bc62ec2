// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Secret.h"

#include "app/base/Log.h"

#include <QString>

#include <openssl/crypto.h>

#include <cstring>
#include <utility>

namespace bg {

Secret Secret::ofSize(std::size_t size)
{
    Secret secret;
    if (size == 0)
        return secret;
    secret.m_bytes = static_cast<char *>(OPENSSL_secure_zalloc(size));
    if (!secret.m_bytes) // the locked heap is full: wiped memory that may be swapped is better than none
        secret.m_bytes = static_cast<char *>(OPENSSL_zalloc(size));
    Q_CHECK_PTR(secret.m_bytes);
    secret.m_size = size;
    return secret;
}

Secret Secret::copyOf(QByteArrayView bytes)
{
    Secret secret = ofSize(std::size_t(bytes.size()));
    if (!bytes.isEmpty())
        std::memcpy(secret.m_bytes, bytes.data(), std::size_t(bytes.size()));
    return secret;
}

Secret Secret::taking(QByteArray &bytes)
{
    Secret secret = copyOf(bytes);
    wipe(bytes);
    return secret;
}

Secret::Secret(Secret &&other) noexcept : m_bytes(std::exchange(other.m_bytes, nullptr)), m_size(std::exchange(other.m_size, 0)) { }

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        clear();
        m_bytes = std::exchange(other.m_bytes, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret() { clear(); }

bool Secret::equals(QByteArrayView other) const
{
    return std::size_t(other.size()) == m_size && (m_size == 0 || CRYPTO_memcmp(m_bytes, other.data(), m_size) == 0);
}

void Secret::clear()
{
    if (!m_bytes)
        return;
    OPENSSL_cleanse(m_bytes, m_size);
    OPENSSL_secure_clear_free(m_bytes, m_size); // frees ordinary memory as well, when it is not from the secure heap
    m_bytes = nullptr;
    m_size = 0;
}

bool Secret::lockHeap() { return CRYPTO_secure_malloc_initialized() || CRYPTO_secure_malloc_init(1 << 20, 32) == 1; }

namespace {

// The array of one owner is overwritten; the other owners of a shared one would see their bytes go.
template <typename Array> bool wiped(Array &array)
{
    const bool isOurs = array.isEmpty() || array.isDetached();
    if (isOurs)
        OPENSSL_cleanse(array.data(), std::size_t(array.capacity()) * sizeof(*array.data()));
    else
        qCCritical(logUi, "A secret was not overwritten: its buffer has another owner");
    array.clear();
    return isOurs;
}

} // namespace

bool wipe(QByteArray &bytes)
{
    return wiped(bytes);
}

bool wipe(QString &text)
{
    return wiped(text);
}

} // namespace bg
