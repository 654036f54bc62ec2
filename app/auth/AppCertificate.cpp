// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/AppCertificate.h"

#include <QFile>
#include <QFileInfo>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstring>
#include <optional>

namespace bg {

namespace {

constexpr qint64 largestCertificateFile = 1 << 20; // bytes
constexpr int smallestRsaKey = 2048; // bits

template <auto Free> struct Freed {
    template <typename T> void operator()(T *thing) const { Free(thing); }
};
using Bio = std::unique_ptr<BIO, Freed<&BIO_free>>;
using X509Certificate = std::unique_ptr<X509, Freed<&X509_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Freed<&EVP_PKEY_free>>;
using Pkcs12 = std::unique_ptr<PKCS12, Freed<&PKCS12_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<&EVP_MD_CTX_free>>;

Error unusable(CertificateProblem problem, const QString &shown = {})
{
    Error error;
    error.kind = Error::Kind::CertificateUnusable;
    error.detail = name(problem);
    error.serviceMessage = shown;
    return error;
}

Bio reading(const QByteArray &bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
}

// What the PEM reader is told when it meets an encrypted key.
struct Asking {
    const AppCertificate::Passphrase &passphrase;
    bool wasAsked = false;
    std::optional<Error> refusal;
};

int answerPassphrase(char *to, int size, int, void *data)
{
    auto *asking = static_cast<Asking *>(data);
    asking->wasAsked = true;
    const auto secret = asking->passphrase ? asking->passphrase()
                                           : Result<Secret>(fail(unusable(CertificateProblem::PassphraseMissing)));
    if (!secret) {
        asking->refusal = secret.error();
        return -1;
    }
    const QByteArrayView bytes = secret->reveal();
    if (bytes.size() > size)
        return -1;
    std::memcpy(to, bytes.data(), std::size_t(bytes.size()));
    return int(bytes.size());
}

struct Pair {
    X509Certificate certificate;
    PrivateKey key;
};

// OpenSSL 3 keeps RC2 and the like in its legacy provider, which is not loaded.
bool isUnsupported()
{
    bool is = false;
    while (const auto code = ERR_get_error())
        is = is || ERR_GET_REASON(code) == ERR_R_UNSUPPORTED;
    return is;
}

Result<Pair> fromPem(const QByteArray &bytes, const AppCertificate::Passphrase &passphrase)
{
    Pair pair;
    pair.certificate.reset(PEM_read_bio_X509(reading(bytes).get(), nullptr, nullptr, nullptr));
    if (!pair.certificate)
        return fail(unusable(CertificateProblem::NoCertificate));
    Asking asking{ passphrase, false, {} };
    ERR_clear_error();
    pair.key.reset(PEM_read_bio_PrivateKey(reading(bytes).get(), nullptr, answerPassphrase, &asking));
    if (pair.key)
        return pair;
    if (asking.refusal)
        return fail(*asking.refusal);
    if (!asking.wasAsked)
        return fail(unusable(CertificateProblem::NoKey));
    return fail(unusable(isUnsupported() ? CertificateProblem::EncryptionUnknown : CertificateProblem::PassphraseWrong));
}

Result<Pair> fromPkcs12(PKCS12 *store, const AppCertificate::Passphrase &passphrase)
{
    Secret secret;
    // A file without a passphrase is made in one of two ways.
    const char *opening = nullptr;
    if (PKCS12_verify_mac(store, nullptr, 0) != 1) {
        opening = "";
        if (PKCS12_verify_mac(store, "", 0) != 1) {
            if (!passphrase)
                return fail(unusable(CertificateProblem::PassphraseMissing));
            auto given = passphrase();
            if (!given)
                return fail(given.error());
            secret = Secret::ofSize(given->size() + 1); // ends with a zero byte
            std::memcpy(secret.writable(), given->reveal().data(), given->size());
            opening = secret.reveal().data();
            ERR_clear_error();
            if (PKCS12_verify_mac(store, opening, int(given->size())) != 1)
                return fail(unusable(isUnsupported() ? CertificateProblem::EncryptionUnknown
                                                     : CertificateProblem::PassphraseWrong));
        }
    }
    EVP_PKEY *key = nullptr;
    X509 *certificate = nullptr;
    ERR_clear_error();
    const bool isParsed = PKCS12_parse(store, opening, &key, &certificate, nullptr) == 1;
    Pair pair{ X509Certificate(certificate), PrivateKey(key) };
    if (!isParsed)
        return fail(
            unusable(isUnsupported() ? CertificateProblem::EncryptionUnknown : CertificateProblem::PassphraseWrong));
    if (!pair.certificate)
        return fail(unusable(CertificateProblem::NoCertificate));
    if (!pair.key)
        return fail(unusable(CertificateProblem::NoKey));
    return pair;
}

QDateTime timeOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return QDateTime(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
                     QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC);
}

QByteArray sha256Of(X509 *certificate)
{
    QByteArray digest(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    X509_digest(certificate, EVP_sha256(), reinterpret_cast<unsigned char *>(digest.data()), &size);
    digest.truncate(qsizetype(size));
    return digest;
}

// What systemd hands over lies in a folder that nobody else may enter, with the group's bit set for its access list.
bool isSystemdCredential(const QString &file)
{
    const QString folder = qEnvironmentVariable("CREDENTIALS_DIRECTORY");
    return !folder.isEmpty() && QFileInfo(file).canonicalFilePath().startsWith(folder + QLatin1Char('/'));
}

} // namespace

QString name(CertificateProblem problem)
{
    switch (problem) {
    case CertificateProblem::NotReadable:
        return QStringLiteral("notReadable");
    case CertificateProblem::ReadableByAll:
        return QStringLiteral("readableByAll");
    case CertificateProblem::NoCertificate:
        return QStringLiteral("noCertificate");
    case CertificateProblem::NoKey:
        return QStringLiteral("noKey");
    case CertificateProblem::KeyOfAnother:
        return QStringLiteral("keyOfAnother");
    case CertificateProblem::NotRsa:
        return QStringLiteral("notRsa");
    case CertificateProblem::PassphraseMissing:
        return QStringLiteral("passphraseMissing");
    case CertificateProblem::PassphraseWrong:
        return QStringLiteral("passphraseWrong");
    case CertificateProblem::EncryptionUnknown:
        return QStringLiteral("encryptionUnknown");
    case CertificateProblem::Expired:
        return QStringLiteral("expired");
    case CertificateProblem::NotYetValid:
        return QStringLiteral("notYetValid");
    }
    return {};
}

Result<AppCertificate> AppCertificate::read(const QString &path, const Passphrase &passphrase)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(unusable(CertificateProblem::NotReadable, path));
    const QFileDevice::Permissions permissions = file.permissions();
#ifdef Q_OS_UNIX
    if (permissions & (QFileDevice::ReadOther | QFileDevice::WriteOther))
        return fail(unusable(CertificateProblem::ReadableByAll, path));
#endif
    QByteArray bytes = file.read(largestCertificateFile);
    auto certificate = of(bytes, passphrase);
    wipe(bytes);
    if (!certificate) {
        Error error = certificate.error();
        if (error.kind == Error::Kind::CertificateUnusable && error.serviceMessage.isEmpty())
            error.serviceMessage = path;
        return fail(error);
    }
    certificate->m_file = path;
    certificate->m_isReadableByGroup = (permissions & QFileDevice::ReadGroup) && !isSystemdCredential(path);
    return certificate;
}

Result<AppCertificate> AppCertificate::of(const QByteArray &bytes, const Passphrase &passphrase)
{
    const Pkcs12 store(bytes.contains("-----BEGIN ") ? nullptr : d2i_PKCS12_bio(reading(bytes).get(), nullptr));
    auto pair = store ? fromPkcs12(store.get(), passphrase) : fromPem(bytes, passphrase);
    ERR_clear_error();
    if (!pair)
        return fail(pair.error());
    if (EVP_PKEY_get_base_id(pair->key.get()) != EVP_PKEY_RSA
        || EVP_PKEY_get_bits(pair->key.get()) < smallestRsaKey)
        return fail(unusable(CertificateProblem::NotRsa));
    if (X509_check_private_key(pair->certificate.get(), pair->key.get()) != 1) {
        ERR_clear_error();
        return fail(unusable(CertificateProblem::KeyOfAnother));
    }
    AppCertificate made;
    made.m_thumbprint = sha256Of(pair->certificate.get());
    made.m_notBefore = timeOf(X509_get0_notBefore(pair->certificate.get()));
    made.m_notAfter = timeOf(X509_get0_notAfter(pair->certificate.get()));
    made.m_key = std::shared_ptr<EVP_PKEY>(pair->key.release(), EVP_PKEY_free);
    return made;
}

Result<void> AppCertificate::checkTime(const QDateTime &now) const
{
    const auto wrong = [&](CertificateProblem problem, const QDateTime &when) {
        return fail(unusable(problem, m_file + QStringLiteral(", ") + when.toString(Qt::ISODate)));
    };
    if (now > m_notAfter)
        return wrong(CertificateProblem::Expired, m_notAfter);
    if (now < m_notBefore)
        return wrong(CertificateProblem::NotYetValid, m_notBefore);
    return {};
}

Result<QByteArray> AppCertificate::signedPs256(QByteArrayView message) const
{
    const DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *key = nullptr; // the context's own
    const auto *bytes = reinterpret_cast<const unsigned char *>(message.data());
    std::size_t size = std::size_t(EVP_PKEY_get_size(m_key.get()));
    QByteArray signature(qsizetype(size), '\0');
    const bool isSigned = EVP_DigestSignInit(context.get(), &key, EVP_sha256(), nullptr, m_key.get()) == 1
        && EVP_PKEY_CTX_set_rsa_padding(key, RSA_PKCS1_PSS_PADDING) == 1
        && EVP_PKEY_CTX_set_rsa_pss_saltlen(key, RSA_PSS_SALTLEN_DIGEST) == 1
        && EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, bytes,
                          std::size_t(message.size()))
            == 1;
    if (!isSigned) {
        ERR_clear_error();
        return fail(Error::Kind::Internal, QStringLiteral("PS256"));
    }
    signature.truncate(qsizetype(size));
    return signature;
}

} // namespace bg
