// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/AppCredentials.h"

#include "ui/program/Passphrase.h"
#include "ui/program/Terminal.h"

namespace bg {

namespace {

const QString &fileOf(const AppCredentialChoice &choice)
{
    return choice.certificate.isEmpty() ? choice.federatedTokenFile : choice.certificate;
}

} // namespace

void AppCredentials::load(const AppCredentialChoice &choice)
{
    const QString &file = fileOf(choice);
    if (file.isEmpty() || m_assertions.contains(file))
        return;
    if (choice.certificate.isEmpty()) {
        m_assertions.emplace(file, std::make_shared<FederatedAssertion>(file));
        return;
    }
    auto certificate
        = AppCertificate::read(file, [&] { return readPassphrase(choice.passphrase, choice.certificate); });
    if (!certificate) {
        m_assertions.emplace(file, fail(certificate.error()));
        return;
    }
    if (certificate->isReadableByGroup())
        printLine(stderr,
                  QStringLiteral("breakglass-wizard: the group of \"%1\" may read the private key in it; chmod 600 "
                                 "keeps it to one account.")
                      .arg(file));
    m_assertions.emplace(file, std::make_shared<CertificateAssertion>(std::move(*certificate)));
}

Result<std::unique_ptr<TokenSource>> AppCredentials::signIn(const TenantEntry &entry, Clock &clock,
                                                            std::stop_token stop) const
{
    const AppSignInRequest request{ entry.cloud, entry.tenant, entry.clientId };
    if (entry.credential.managedIdentity)
        return signInManagedIdentity(request, managedIdentityEndpoint(), clock, stop);
    const auto found = m_assertions.find(fileOf(entry.credential));
    if (found == m_assertions.end())
        return fail(Error::Kind::Internal, QStringLiteral("credential"));
    if (!found->second)
        return fail(found->second.error());
    return signInApp(request, **found->second, clock, stop);
}

} // namespace bg
