// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <openssl/evp.h>

#include <memory>

namespace bg {

// One ES256 credential in memory, and the WebAuthn messages made with it, right or wrong as a test wants them.
class SoftKey {
public:
    explicit SoftKey(const QByteArray &aaguid);

    struct Wrong {
        bool challenge = false, origin = false, type = false, rpId = false, signature = false, id = false;
        quint8 flags = 0x45; // UP, UV, AT
        QString format = QStringLiteral("packed");
    };
    // The body of POST fido2Methods for these creationOptions.
    QJsonObject registration(const QJsonObject &options, const QString &label) const
    {
        return registration(options, label, Wrong());
    }
    QJsonObject registration(const QJsonObject &options, const QString &label, const Wrong &wrong) const;
    // What a browser hands to the sign-in page.
    QJsonObject assertion(const QString &challenge, const QString &rpId);

    QByteArray credentialId;

private:
    QByteArray signedBytes(const QByteArray &message) const;
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> m_key;
    QByteArray m_aaguid, m_x, m_y;
    quint32 m_counter = 1;
};

} // namespace bg
