// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/AppSignInText.h"

#include "app/auth/AppCertificate.h"
#include "ui/words/Translate.h"

namespace bg {

namespace {

ErrorText certificateText(const Error &error)
{
    const auto is = [&](CertificateProblem problem) { return error.detail == name(problem); };
    const QString &shown = error.serviceMessage; // the file, with the date where it is about time
    if (is(CertificateProblem::NotReadable))
        return { words("The certificate file cannot be read: %1").arg(shown),
                 words("Check its path, and that the account that runs this program may read it.") };
    if (is(CertificateProblem::ReadableByAll))
        return { words("Everybody on this computer may read or write the private key in %1").arg(shown),
                 words("Treat the key as known to others: make a new one, and give its file to one account only "
                       "(chmod 600).") };
    if (is(CertificateProblem::NoCertificate))
        return { words("There is no certificate in %1").arg(shown),
                 words("Name a PEM file with certificate and private key, or a PKCS#12 file.") };
    if (is(CertificateProblem::NoKey))
        return { words("There is no private key in %1").arg(shown),
                 words("Put the private key into the same file, or name a PKCS#12 file that holds both.") };
    if (is(CertificateProblem::KeyOfAnother))
        return { words("Certificate and private key do not belong together in %1").arg(shown),
                 words("Put the key into the file that the certificate was made with.") };
    if (is(CertificateProblem::NotRsa))
        return { words("The key is not an RSA key of at least 2048 bits: %1").arg(shown),
                 words("Make a new one; Entra accepts RSA only (openssl req -x509 -newkey rsa:3072).") };
    if (is(CertificateProblem::PassphraseMissing))
        return { words("The private key is encrypted and no passphrase was given: %1").arg(shown),
                 words("Give it with --certificate-passphrase fd:N, credential:NAME or prompt.") };
    if (is(CertificateProblem::PassphraseWrong))
        return { words("The passphrase does not open the private key: %1").arg(shown),
                 words("Check the passphrase and that it is the one of this file.") };
    if (is(CertificateProblem::EncryptionUnknown))
        return { words("The file is encrypted in a way that OpenSSL 3 no longer opens: %1").arg(shown),
                 words("Export it again with AES (openssl pkcs12 -legacy opens it once more).") };
    if (is(CertificateProblem::Expired))
        return { words("The certificate has expired: %1").arg(shown),
                 words("Make a new one, add it to the app registration and name its file. Until then nothing is "
                       "checked.") };
    return { words("The certificate is not valid yet: %1").arg(shown),
             words("Check the clock of this computer, or wait until then.") };
}

struct Refusal {
    int number;
    const char *happened, *remedy;
};

// For an app; see also SignInRefusalText.
constexpr Refusal refusals[] = {
    { 700027, QT_TRANSLATE_NOOP("bg", "The login does not know the certificate, or its signature did not hold."),
      QT_TRANSLATE_NOOP("bg", "Upload this certificate under “Certificates & secrets” of the app registration in the tenant it was "
              "made in.") },
    { 700016, QT_TRANSLATE_NOOP("bg", "The tenant does not know the app."),
      QT_TRANSLATE_NOOP("bg", "Let an administrator of the tenant give consent to it, or check the client id and the tenant.") },
    { 7000112, QT_TRANSLATE_NOOP("bg", "The app is disabled in the tenant."),
      QT_TRANSLATE_NOOP("bg", "Enable it under Enterprise applications, or ask who disabled it.") },
    { 7000229, QT_TRANSLATE_NOOP("bg", "The app has no service principal in the tenant."),
      QT_TRANSLATE_NOOP("bg", "Let an administrator of the tenant give consent to it.") },
    { 700024, QT_TRANSLATE_NOOP("bg", "The proof of the app was too old or too new when it arrived."),
      QT_TRANSLATE_NOOP("bg", "Set the clock of this computer; a proof is good for five minutes.") },
    { 700213, QT_TRANSLATE_NOOP("bg", "The tenant trusts no token of this issuer and subject."),
      QT_TRANSLATE_NOOP("bg", "Compare issuer, subject and audience under “Federated credentials” of the app registration.") },
    { 70021, QT_TRANSLATE_NOOP("bg", "The tenant trusts no token of this issuer and subject."),
      QT_TRANSLATE_NOOP("bg", "Compare issuer, subject and audience under “Federated credentials” of the app registration.") },
    { 700212, QT_TRANSLATE_NOOP("bg", "The federated token is made out to another audience."),
      QT_TRANSLATE_NOOP("bg", "Its audience must be api://AzureADTokenExchange, or the one under “Federated credentials”.") },
    { 53003, QT_TRANSLATE_NOOP("bg", "A Conditional Access policy for workload identities blocks the app."),
      QT_TRANSLATE_NOOP("bg", "Let the check run from a network that the policy allows, or except this app.") },
    { 90002, QT_TRANSLATE_NOOP("bg", "There is no such tenant in this cloud."), QT_TRANSLATE_NOOP("bg", "Check the tenant and the cloud.") },
    { 900023, QT_TRANSLATE_NOOP("bg", "There is no such tenant in this cloud."), QT_TRANSLATE_NOOP("bg", "Check the tenant and the cloud.") },
};

} // namespace

ErrorText appSignInText(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::CertificateUnusable:
        return certificateText(error);
    case Error::Kind::TooPowerful:
        return { words("This app can do more than look, so it is not used: %1").arg(error.detail),
                 words("Take these away under “API permissions” or “Assigned roles” of the app; the check reads only.") };
    case Error::Kind::ConsentMissing:
        return { words("The app lacks permissions that the check needs: %1").arg(error.detail),
                 words("Add them as application permissions of Microsoft Graph and choose “Grant admin consent” under "
                       "Entra admin center, App registrations, API permissions.") };
    case Error::Kind::ClockWrong:
        return { words("The clock of this computer is wrong by %1 minutes.").arg(error.detail),
                 words("Set it (timedatectl shows whether it is synchronised), then run the check again.") };
    case Error::Kind::SignInRefused:
        for (const Refusal &one : refusals)
            if (error.serviceCode == QStringLiteral("AADSTS%1").arg(one.number))
                return { words(one.happened), words(one.remedy) };
        break;
    default:
        break;
    }
    return ErrorText::of(error);
}

} // namespace bg
