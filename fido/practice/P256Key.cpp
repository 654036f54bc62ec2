// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/P256Key.h"

#include <openssl/ec.h>
#include <openssl/evp.h>

namespace bg {

namespace {

constexpr int coordinate = 32; // bytes

const unsigned char *in(const QByteArray &array)
{
    return reinterpret_cast<const unsigned char *>(array.constData());
}
unsigned char *out(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

} // namespace

P256Key::P256Key(EVP_PKEY *key) : m_key(key, EVP_PKEY_free)
{
    Q_CHECK_PTR(key);
}

P256Key P256Key::generate()
{
    return P256Key(EVP_EC_gen("P-256"));
}

QCborMap P256Key::cose(int algorithm) const
{
    unsigned char *encoded = nullptr;
    const std::size_t size = EVP_PKEY_get1_encoded_public_key(m_key.get(), &encoded); // 04 x y
    const QByteArray point(reinterpret_cast<const char *>(encoded), qsizetype(size));
    OPENSSL_free(encoded);
    return { { 1, 2 },
             { 3, algorithm },
             { -1, 1 },
             { -2, point.mid(1, coordinate) },
             { -3, point.mid(1 + coordinate, coordinate) } };
}

QByteArray P256Key::sign(const QByteArray &message) const
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    QByteArray signature(80, Qt::Uninitialized);
    std::size_t size = std::size_t(signature.size());
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) != 1
        || EVP_DigestSign(context.get(), out(signature), &size, in(message), std::size_t(message.size())) != 1)
        return {};
    signature.truncate(qsizetype(size));
    return signature;
}

QByteArray P256Key::agree(const QCborMap &peer) const
{
    const QByteArray x = peer.value(-2).toByteArray(), y = peer.value(-3).toByteArray();
    if (x.size() != coordinate || y.size() != coordinate)
        return {};
    const QByteArray point = QByteArray(1, '\x04') + x + y;
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> other(EVP_PKEY_new(), EVP_PKEY_free);
    if (EVP_PKEY_copy_parameters(other.get(), m_key.get()) != 1
        || EVP_PKEY_set1_encoded_public_key(other.get(), in(point), std::size_t(point.size())) != 1)
        return {};
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(m_key.get(), nullptr),
                                                                              EVP_PKEY_CTX_free);
    QByteArray secret(coordinate, '\0');
    std::size_t size = std::size_t(secret.size());
    if (EVP_PKEY_derive_init(context.get()) != 1 || EVP_PKEY_derive_set_peer(context.get(), other.get()) != 1
        || EVP_PKEY_derive(context.get(), out(secret), &size) != 1 || size != std::size_t(coordinate))
        return {};
    return secret;
}

} // namespace bg
