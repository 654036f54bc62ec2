// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestCertificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace bg {

namespace {

template <typename Write> QByteArray written(Write write)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), &BIO_free);
    write(bio.get());
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &bytes);
    return QByteArray(bytes, qsizetype(size));
}

} // namespace

TestCertificate::TestCertificate(Kind kind, const QDateTime &now, int days)
    : m_key(kind == Kind::Ec ? EVP_EC_gen("P-256") : EVP_RSA_gen(kind == Kind::Rsa ? 2048 : 1024), EVP_PKEY_free),
      m_certificate(X509_new(), X509_free)
{
    X509 *made = m_certificate.get();
    X509_set_version(made, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
    const qint64 from = now.toSecsSinceEpoch() - (days < 0 ? 86400 * 30 : 3600);
    ASN1_TIME_set(X509_getm_notBefore(made), time_t(from));
    ASN1_TIME_set(X509_getm_notAfter(made), time_t(now.toSecsSinceEpoch() + 86400 * days));
    X509_set_pubkey(made, m_key.get());
    X509_NAME *name = X509_get_subject_name(made);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("check"), -1, -1, 0);
    X509_set_issuer_name(made, name);
    X509_sign(made, m_key.get(), EVP_sha256());
}

QByteArray TestCertificate::der() const
{
    return written([&](BIO *bio) { i2d_X509_bio(bio, m_certificate.get()); });
}

QByteArray TestCertificate::certificatePem() const
{
    return written([&](BIO *bio) { PEM_write_bio_X509(bio, m_certificate.get()); });
}

QByteArray TestCertificate::keyPem(const QByteArray &passphrase) const
{
    return written([&](BIO *bio) {
        PEM_write_bio_PKCS8PrivateKey(bio, m_key.get(), passphrase.isEmpty() ? nullptr : EVP_aes_256_cbc(),
                                      passphrase.isEmpty() ? nullptr : passphrase.constData(), int(passphrase.size()),
                                      nullptr, nullptr);
    });
}

QByteArray TestCertificate::pkcs12(const QByteArray &passphrase) const
{
    const std::unique_ptr<PKCS12, decltype(&PKCS12_free)> store(
        PKCS12_create(passphrase.constData(), "check", m_key.get(), m_certificate.get(), nullptr, 0, 0, 0, 0, 0),
        PKCS12_free);
    return written([&](BIO *bio) { i2d_PKCS12_bio(bio, store.get()); });
}

QByteArray TestCertificate::signedPs256(const QByteArray &message) const
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_PKEY_CTX *key = nullptr;
    EVP_DigestSignInit(context.get(), &key, EVP_sha256(), nullptr, m_key.get());
    EVP_PKEY_CTX_set_rsa_padding(key, RSA_PKCS1_PSS_PADDING);
    EVP_PKEY_CTX_set_rsa_pss_saltlen(key, RSA_PSS_SALTLEN_DIGEST);
    std::size_t size = std::size_t(EVP_PKEY_get_size(m_key.get()));
    QByteArray signature(qsizetype(size), '\0');
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size,
                   reinterpret_cast<const unsigned char *>(message.constData()), std::size_t(message.size()));
    signature.truncate(qsizetype(size));
    return signature;
}

} // namespace bg
