// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/AppCertificate.h"
#include "app/base/Result.h"
#include "app/base/Secret.h"

#include <QDateTime>
#include <QString>
#include <QUrl>

namespace bg {

// What an app presents at the token endpoint in place of a shared secret: a signed JWT (RFC 7523, section 2.2). There is
// no class for a client secret, on purpose. Safe to use from every thread.
class ClientAssertion {
public:
    virtual ~ClientAssertion() = default;
    // A new one for one request to `tokenEndpoint`. May read a file. Errors: CertificateUnusable, File, Input.
    virtual Result<Secret> make(const QUrl &tokenEndpoint, const QString &clientId, const QDateTime &now) const = 0;
};

// Signed with the app's own certificate, as MSAL does it: PS256, x5t#S256, a jti of its own, five minutes.
class CertificateAssertion final : public ClientAssertion {
public:
    explicit CertificateAssertion(AppCertificate certificate) : m_certificate(std::move(certificate)) { }
    Result<Secret> make(const QUrl &tokenEndpoint, const QString &clientId, const QDateTime &now) const override;

private:
    AppCertificate m_certificate;
};

// The token that another issuer wrote into a file (Kubernetes, GitHub Actions, Azure Pipelines): workload identity
// federation. The file is read each time, because its issuer replaces it.
class FederatedAssertion final : public ClientAssertion {
public:
    explicit FederatedAssertion(QString file) : m_file(std::move(file)) { }
    Result<Secret> make(const QUrl &tokenEndpoint, const QString &clientId, const QDateTime &now) const override;

private:
    QString m_file;
};

} // namespace bg
