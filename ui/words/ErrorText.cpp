// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/ErrorText.h"

#include "app/model/OwnAccount.h"
#include "ui/words/AppSignInText.h"
#include "ui/words/ResetText.h"
#include "ui/words/ServiceErrorText.h"
#include "ui/words/SignInRefusalText.h"
#include "ui/words/Translate.h"

#include <QStringList>

namespace bg {

namespace {
QString triesLeft(int retries)
{
    return words("Tries left before the key locks: %1.").arg(retries);
}

// Directory roles and rights in Azure are separate worlds.
bool isAzureRight(const QString &serviceCode)
{
    return serviceCode == QLatin1String("AuthorizationFailed")
        || serviceCode == QLatin1String("LinkedAuthorizationFailed");
}

QString lacks(const QString &what)
{
    if (what == QLatin1String("fido2"))
        return words("This key speaks only the older U2F, not FIDO2.");
    if (what == QLatin1String("rk"))
        return words("This key cannot store a credential that finds the account by itself.");
    if (what == QLatin1String("hmac-secret"))
        return words("This key lacks the hmac-secret extension that Entra asks for.");
    if (what == QLatin1String("clientPin"))
        return words("This key cannot hold a PIN.");
    if (what == QLatin1String("es256"))
        return words("This key does not know the signature method that Entra asks for.");
    if (what == QLatin1String("roaming"))
        return words("The passkey was made on this computer or a phone, not on a security key.");
    if (what == QLatin1String("credProtect"))
        return words("This key lacks the credProtect extension that Entra asks for.");
    if (what == QLatin1String("getAssertion"))
        return words("The key refused to sign in the way that Entra asks for.");
    if (what == QLatin1String("setPIN") || what == QLatin1String("changePIN"))
        return words("The key refused to have a PIN set.");
    return words("The key refused what it was asked for.");
}

// The general sentence never stands without the service's own words, where it gave any.
QString saidWith(const QString &alone, const QString &withWords, const Error &error)
{
    const QString said = serviceWords(error);
    return said.isEmpty() ? alone : withWords.arg(said);
}
} // namespace

ErrorText ErrorText::of(const Error &error)
{
    using Kind = Error::Kind;
    const auto known = serviceErrorText(error);
    switch (error.kind) {
    case Kind::Cancelled:
        return {};
    case Kind::Internal:
        return { words("The wizard came upon a fault of its own."),
                 words("Save the evidence and report it; what was done so far stays as it is.") };
    case Kind::File:
        return { words("A file could not be read or written: %1").arg(error.detail),
                 words("Choose another place or make room there, then try again.") };
    case Kind::Input:
        return { words("Something that was given cannot be used: %1").arg(error.detail),
                 words("Correct it, then go on.") };
    case Kind::Offline:
        return { words("There is no connection to the service."),
                 words("Check the network and the proxy, then try again.") };
    case Kind::TimedOut:
        return { words("The service did not answer in time."),
                 words("Try again; the wizard first reads what is there, so nothing is made twice.") };
    case Kind::Tls:
        return { words("The service could not prove its identity."),
                 words("Something on the way may read along. Use another network, or ask who runs this one.") };
    case Kind::Redirected:
        return { words("The service sent the wizard to another address, which it does not follow."),
                 words("Check the cloud chosen at sign-in, and the proxy.") };
    case Kind::TooLarge:
        return { words("The answer was larger than any real one can be."),
                 words("Check the proxy and the cloud chosen at sign-in, then try again.") };
    case Kind::Malformed:
        return { words("The answer could not be understood."),
                 words("A proxy or a sign-in page of the network may stand in between. Check it, then try again.") };
    case Kind::HostNotAllowed:
        return { words("That address does not belong to the cloud that was chosen."),
                 words("Check the cloud under “Other cloud or app registration”.") };
    case Kind::BrowserNotOpened:
        return { words("The browser could not be opened."),
                 words("Copy the link and open it in a browser on this computer.") };
    case Kind::SignInRefused:
        return signInRefusalText(error);
    case Kind::SignInExpired:
        return { words("Nobody finished the sign-in within five minutes."), words("Start it again.") };
    case Kind::ConsentMissing:
        if (error.serviceCode == QLatin1String("AADSTS65002")) // no consent can give it to this app
            return signInRefusalText(error);
        return { words("Not every permission that the wizard needs was granted."),
                 words("Sign in again and agree to: %1").arg(error.detail) };
    case Kind::StepUpNeeded:
        if (known)
            return *known;
        return { words("The tenant asks for a stronger sign-in for this step."),
                 words("Sign in once more in the browser that opens.") };
    case Kind::WrongPerson:
        if (isOwnAccountError(error))
            return { words("You are signed in as the very account that this would shut or renew."),
                     words("Let another Global Administrator sign in, or leave this account as it is for now.") };
        return { words("Another person signed in than the one who began."),
                 words("Sign in again as the person who began, or start over.") };
    case Kind::WrongTenant:
        return { words("Another tenant answered than the one that was asked for."),
                 words("Check the account, or name the tenant under “Other cloud or app registration”.") };
    case Kind::TokenInvalid:
        return { words("The sign-in's proof did not hold, so it was thrown away."),
                 words("Check the clock of this computer, then sign in again.") };
    case Kind::UnsupportedTenant:
        return { words("This is not a work or school tenant."),
                 words("Sign in with an account of the organisation's own tenant.") };
    case Kind::CertificateUnusable:
    case Kind::TooPowerful:
    case Kind::ClockWrong:
        return appSignInText(error);
    case Kind::Unauthorized:
        return { words("The tenant no longer accepts the sign-in."), words("Sign in again.") };
    case Kind::Forbidden:
        if (isAzureRight(error.serviceCode))
            return { words("Your account may not change this in Azure; being Global Administrator does not give it."),
                     words("Let an owner of the subscription make you Contributor there, choose another subscription, "
                           "or save the alerts as files for somebody who may.") };
        return known.value_or(
            ErrorText{ saidWith(words("Your account may not do this."), words("Your account may not do this: %1"), error),
                       words("Activate the Global Administrator role or sign in as somebody who holds it.") });
    case Kind::NotFound:
        return { words("What the wizard looked for is no longer there."),
                 words("Somebody may have removed it. Read the tenant again.") };
    case Kind::Conflict:
        return { words("It exists already."),
                 words("Read the tenant again, then take it over or choose another name.") };
    case Kind::Refused:
        if (const auto refusal = resetRefusal(error))
            return resetRefusalText(*refusal);
        return known.value_or(ErrorText{ saidWith(words("The service understood the request and said no."),
                                                  words("The service understood the request and said no: %1"), error),
                                         words("The details hold its reason.") });
    case Kind::Throttled:
        return { words("The service asks everybody to slow down, and still did after several waits."),
                 words("Try again in a few minutes.") };
    case Kind::Unavailable:
        return { words("The service is out of order at the moment."),
                 words("Try again later; nothing is lost by waiting.") };
    case Kind::NotLicensed:
        return { words("The tenant has no licence for this."),
                 words("Go on without it, or add a licence of Entra ID P1 or P2.") };
    case Kind::ChangedMeanwhile:
        return { words("Somebody else changed the same thing at the same time."),
                 words("Look at what it says now, then try again.") };
    case Kind::AnotherWizard:
        return {
            words("Somebody else, most likely with another wizard, is setting up this tenant right now. They made: %1")
                .arg(error.detail),
            words("Find out who it is and let them finish. Then begin again here: the wizard reads what is there "
                  "and asks before it uses anything that is not yours.")
        };
    case Kind::NotSettled:
        return { words("It was written, but the directory does not show it yet."),
                 words("Wait a few minutes, then try again; it is not written twice.") };
    case Kind::LimitReached:
        return { words("Azure allows no more of these here: %1").arg(error.detail),
                 words("Remove one that nobody needs, or choose another place, then try again.") };
    case Kind::ProviderNotRegistered:
        return { words("The Azure subscription has not switched on what this needs: %1").arg(error.detail),
                 words("Register that resource provider in the subscription, or choose another subscription.") };
    case Kind::DisallowedByPolicy:
        return { words("A policy of your organisation in Azure forbids it."),
                 words("The details name the policy. Choose another place, or ask who owns it for an exemption.") };
    case Kind::NoKey:
        return { words("No security key is inserted."), words("Insert the key.") };
    case Kind::KeyNotPermitted:
        return { words("A key is inserted, but this system does not let the wizard open it."),
                 words("Linux gives a key to who sits at the computer: sign in at its own screen, not from afar or inside a "
                       "container, then insert the key again. The rule for it comes with the package udev.") };
    case Kind::KeyBusy:
        return { words("Another program is talking to the key."),
                 words("Close browsers and key tools, then try again.") };
    case Kind::KeyRemoved:
        return { words("The key was pulled out."), words("Insert the same key again.") };
    case Kind::KeySilent:
        return { words("The key is in, but it does not answer any more."),
                 words("Take it out, insert the same key again, and try again.") };
    case Kind::KeyAnswerUnclear:
        return { words("The key gave an answer that the wizard does not understand."),
                 words("Take it out and insert it again; if it happens twice, take another key.") };
    case Kind::KeyNotTouched:
        return { words("The key was not touched in time."), words("Try again and touch it when its light blinks.") };
    case Kind::KeyUnsuitable:
        if (error.detail == QLatin1String("pinLost"))
            return { words("The PIN of this key was made by a run that ended too soon, and is on no paper."),
                     words("Take another key. If somebody knows its PIN after all, try again and type it.") };
        if (error.detail == QLatin1String("pinLostUnclear"))
            return { words("The PIN of this key seems to be lost, and the key does not tell what else it holds."),
                     words("The wizard does not erase it. Take another key; if somebody knows its PIN, try again.") };
        if (error.detail == QLatin1String("resetTooLate"))
            return { words("The key was not erased: it allows that only in the first seconds after it was put in."),
                     words("Try again, and put it in and touch it without a pause.") };
        if (error.detail == QLatin1String("notThatKey"))
            return { words("The key that was put in is not the one that was taken out. Nothing was erased."),
                     words("Try again with the right one, or take another key.") };
        if (error.detail == QLatin1String("notTheBegunKey"))
            return { words("This is not the key that was just registered."),
                     words("Insert that one and try again. With another key its registration is removed again.") };
        if (error.detail == QLatin1String("credentialGone"))
            return { words("The key does not find the credential that was just registered on it."),
                     words("Take another key; the registration of this one is removed again.") };
        return { lacks(error.detail), words("Take another key.") };
    case Kind::KeyFull:
        return { words("The key has no room for another credential."),
                 words("Remove one with the maker's tool, or take another key.") };
    case Kind::KeyAlreadyEnrolled:
        return { words("This key already holds a credential for this account."),
                 words("Take another key; each one serves once.") };
    case Kind::KeyUsedElsewhere:
        return { words("This key already serves in this set-up."),
                 words("Take another key, so that losing one costs only one.") };
    case Kind::KeyNotAdmitted:
        if (error.detail.startsWith(QLatin1String("attestation")))
            return { saidWith(words("The tenant wants a certified key, and this one cannot show that it is."),
                              words("The tenant wants a certified key, and this one cannot show that it is: %1"), error),
                     words("Take a key of a known maker, or let the passkey policy admit keys without attestation.") };
        return { words("The tenant's passkey policy does not admit this model of key."),
                 words("Take a key of an admitted model, or let the policy admit this one.") };
    case Kind::PinWrong:
        return { words("The PIN was wrong."),
                 error.retriesLeft >= 0 ? triesLeft(error.retriesLeft) : words("Type it again with care.") };
    case Kind::PinBlocked:
        return { words("The key has locked itself after too many wrong PINs."),
                 words("Only a reset frees it, and that erases what it holds. Take another key.") };
    case Kind::PinBlockedUntilReinsert:
        return { words("The key wants a pause after several wrong PINs."), words("Pull it out and insert it again.") };
    case Kind::PinNotSet:
        return { words("The key has no PIN yet."), words("Set one.") };
    case Kind::PinNeeded:
        return { words("The key asks for its PIN."), words("Type the PIN of this key.") };
    case Kind::PinRejected:
        if (error.detail == QLatin1String("generated"))
            return { words("The key does not accept the PIN that was made for it."),
                     words("Try again: a stronger one is made. Destroy the sheet that holds this one.") };
        return { words("The key does not accept this PIN."),
                 words("Choose a longer one, without an obvious pattern, that was not used before.") };
    case Kind::PinMustChange:
        return { words("The key wants a new PIN before it works."), words("Choose a new PIN.") };
    case Kind::AttestationBad:
        return { words("The key's answer did not pass the check, so it was not registered."),
                 words("Try again; if it happens twice, take another key.") };
    case Kind::ChallengeExpired:
        return { words("Entra's time for this registration ran out."), words("Try again; a new one is fetched.") };
    case Kind::AnotherKeyWanted:
        return { words("Another key is to be taken."), words("Insert it.") };
    case Kind::KeyLeftOut:
        return { words("The key was left out."), words("Run the wizard again when one is at hand.") };
    case Kind::NoPrinter:
        return { words("There is no printer."), words("Connect one by cable, or write the sheet by hand.") };
    case Kind::PrinterNotTrusted:
        return { words("This printer, or the way to it, would leave a copy of the secret behind."),
                 words("Choose a printer on a cable, or write the sheet by hand.") };
    case Kind::PrintFailed:
        return { words("The sheet was not printed: %1").arg(error.detail),
                 words("See to the printer, then print again; the secret is still here.") };
    }
    return {};
}

QString failureText(const Error &error)
{
    const ErrorText text = ErrorText::of(error);
    return (text.happened + QLatin1Char(' ') + text.remedy).trimmed();
}

QString errorDetails(const Error &error)
{
    QStringList lines{ name(error.kind) };
    if (error.httpStatus)
        lines += QStringLiteral("HTTP %1").arg(error.httpStatus);
    for (const QString &line : { error.serviceCode, error.serviceMessage, error.detail })
        if (!line.isEmpty())
            lines += line;
    if (!error.requestId.isEmpty())
        lines += QStringLiteral("request-id %1").arg(error.requestId);
    return lines.join(QLatin1Char('\n'));
}

} // namespace bg
