// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace bg {

// Speaks TLS as 127.0.0.1 with a certificate that nobody vouches for, as somebody in between would. Keeps what a client
// says once the handshake is through. Lives in a thread whose events run.
class SelfSignedServer {
public:
    SelfSignedServer()
    {
        const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
        const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
        X509_set_version(certificate.get(), 2);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
        X509_set_pubkey(certificate.get(), key.get());
        X509_NAME *name = X509_get_subject_name(certificate.get());
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("127.0.0.1"), -1,
                                   -1, 0);
        X509_set_issuer_name(certificate.get(), name);
        X509_EXTENSION *address = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
        X509_add_ext(certificate.get(), address, -1);
        X509_EXTENSION_free(address);
        X509_sign(certificate.get(), key.get(), EVP_sha256());

        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(
            QSslCertificate(pem([&](BIO *bio) { PEM_write_bio_X509(bio, certificate.get()); })));
        configuration.setPrivateKey(QSslKey(
            pem([&](BIO *bio) { PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr); }),
            QSsl::Ec));
        m_server.setSslConfiguration(configuration);
        m_server.listen(QHostAddress(QHostAddress::LocalHost), quint16(0));
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                QObject::connect(socket, &QTcpSocket::readyRead, &m_server,
                                 [this, socket] { seen += socket->readAll(); });
        });
        QObject::connect(&m_server, &QSslServer::startedEncryptionHandshake, &m_server, [this] { ++handshakes; });
    }

    QUrl origin() const { return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(m_server.serverPort())); }

    int handshakes = 0; // begun
    QByteArray seen;

private:
    template <typename Write> static QByteArray pem(Write write)
    {
        const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), &BIO_free);
        write(bio.get());
        char *bytes = nullptr;
        const long size = BIO_get_mem_data(bio.get(), &bytes);
        return QByteArray(bytes, qsizetype(size));
    }

    QSslServer m_server;
};

} // namespace bg
