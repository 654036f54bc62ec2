// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/PinProtocol.h"

#include "app/base/Random.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace bg {

namespace {

constexpr qsizetype block = 16;

QByteArray hmac(const QByteArray &key, const QByteArray &message)
{
    return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256);
}

// HKDF-SHA-256 (RFC 5869) for one block, with 32 zero bytes of salt.
QByteArray hkdf(const QByteArray &secret, const QByteArray &info)
{
    return hmac(hmac(QByteArray(32, '\0'), secret), info + '\x01');
}

// AES-256-CBC without padding.
QByteArray aes(const QByteArray &key, const QByteArray &iv, const QByteArray &text, bool encrypts)
{
    const auto bytes
        = [](const QByteArray &array) { return reinterpret_cast<const unsigned char *>(array.constData()); };
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  EVP_CIPHER_CTX_free);
    QByteArray result(text.size(), '\0');
    int size = 0;
    EVP_CipherInit_ex2(context.get(), EVP_aes_256_cbc(), bytes(key), bytes(iv), encrypts ? 1 : 0, nullptr);
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    EVP_CipherUpdate(context.get(), reinterpret_cast<unsigned char *>(result.data()), &size, bytes(text),
                     int(text.size()));
    return result;
}

} // namespace

std::optional<PinProtocol::Shared> PinProtocol::decapsulate(const QCborMap &platformKey) const
{
    const QByteArray secret = m_key.agree(platformKey);
    if (secret.isEmpty())
        return std::nullopt;
    if (m_number == 1) {
        const QByteArray key = QCryptographicHash::hash(secret, QCryptographicHash::Sha256);
        return Shared{ key, key };
    }
    return Shared{ hkdf(secret, "CTAP2 HMAC key"), hkdf(secret, "CTAP2 AES key") };
}

QByteArray PinProtocol::encrypt(const Shared &shared, const QByteArray &plain) const
{
    if (m_number == 1)
        return aes(shared.encryptionKey, QByteArray(block, '\0'), plain, true);
    const QByteArray iv = randomBytes(int(block));
    return iv + aes(shared.encryptionKey, iv, plain, true);
}

std::optional<QByteArray> PinProtocol::decrypt(const Shared &shared, const QByteArray &cipher) const
{
    const qsizetype head = m_number == 1 ? 0 : block;
    if (cipher.size() <= head || cipher.size() % block != 0)
        return std::nullopt;
    const QByteArray iv = head ? cipher.first(head) : QByteArray(block, '\0');
    return aes(shared.encryptionKey, iv, cipher.sliced(head), false);
}

bool PinProtocol::verify(const QByteArray &key, const QByteArray &message, const QByteArray &signature) const
{
    const QByteArray right = hmac(key, message).first(m_number == 1 ? 16 : 32);
    return signature.size() == right.size()
        && CRYPTO_memcmp(signature.constData(), right.constData(), std::size_t(right.size())) == 0;
}

} // namespace bg
