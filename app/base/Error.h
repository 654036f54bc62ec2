// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// Why something did not happen. Every kind is a state of the world that a person can act on, or a state that only we
// can mend (Internal). Words for people are made from it in ui/ErrorText, never here.
struct Error {
    enum class Kind {
        // our side
        Cancelled, // the operator asked to stop: an outcome, shown to nobody
        Internal,  // a promise of our own code did not hold
        File,      // a file could not be read or written; detail names it
        Input,     // something the person gave is not usable; detail says which and why
        // network
        Offline,    // no connection to the host at all
        TimedOut,   // the deadline passed; whether the request arrived is unknown
        Tls,        // the certificate was not accepted
        Redirected, // the service sent us elsewhere; never followed
        TooLarge,   // the answer was larger than allowed
        Malformed,  // the answer is not what the protocol says (HTML, truncated JSON, wrong types)
        HostNotAllowed, // the address is not one of this cloud's hosts
        // sign-in
        BrowserNotOpened,
        SignInRefused,   // the person or the tenant said no; serviceCode holds the OAuth error or AADSTS number
        SignInExpired,   // nobody finished in time
        ConsentMissing,  // detail lists the scopes that were not granted
        StepUpNeeded,    // claims challenge: sign in again with `claims`
        WrongPerson,     // another person signed in than the one who began
        WrongTenant,     // another tenant answered than the one asked for
        TokenInvalid,    // an ID token check failed; detail names the claim
        UnsupportedTenant, // personal account, B2C, CIAM
        CertificateUnusable, // of an app that signs in; detail is a CertificateProblem, serviceMessage names the file
        TooPowerful, // the app that signs in may do more than look; detail names what is too much
        ClockWrong, // detail: minutes that this computer's clock is ahead of the service's
        // Graph and ARM
        Unauthorized, // 401 without a challenge
        Forbidden,    // 403
        NotFound,     // 404
        Conflict,     // 409, or 400 that says the same thing exists already
        Refused,      // 400: the service understood and said no; serviceCode and serviceMessage say why
        Throttled,    // 429, still after every retry
        Unavailable,  // 5xx, still after every retry
        NotLicensed,  // P1 or P2 is missing
        ChangedMeanwhile, // somebody else changed the object between our read and our write
        AnotherWizard,    // somebody else is setting up the same tenant now; detail names what they made. Ends the run
        NotSettled,   // written, but the directory still did not show it after the longest wait
        // Azure Resource Manager
        DisallowedByPolicy,    // an Azure Policy of the subscription forbids it; serviceMessage names the policy
        ProviderNotRegistered, // the subscription does not have the resource provider, and we may not register it
        LimitReached,          // the tenant has as many of these as it may have; detail says of what
        // security keys
        NoKey,
        KeyNotPermitted, // the operating system does not let us open it
        KeyBusy,         // another program is talking to it
        KeyRemoved,      // it was seen to go
        KeySilent,       // it is in and does not answer any more
        KeyAnswerUnclear, // it answered what no text of CTAP lets it answer here; serviceCode holds it
        KeyNotTouched,
        KeyUnsuitable,   // detail names what it lacks: fido2, rk, hmac-secret, es256, clientPin
        KeyFull,
        KeyAlreadyEnrolled, // excluded credential: this key already holds one for this account
        KeyUsedElsewhere,   // this key already serves the other account, or this account twice
        KeyNotAdmitted,  // the tenant's policy does not admit this AAGUID
        PinWrong,        // retriesLeft says how many are left
        PinBlocked,      // for good: only a reset helps
        PinBlockedUntilReinsert,
        PinNotSet,
        PinNeeded,
        PinRejected,     // too short, too long, too simple, or the same again
        PinMustChange,
        AttestationBad,
        ChallengeExpired,
        AnotherKeyWanted, // the operator's answer to a question about a key: another one is to be taken
        KeyLeftOut,       // the same: this place stays without a key for now
        // paper
        NoPrinter,
        PrinterNotTrusted,
        PrintFailed,
    };

    Kind kind = Kind::Internal;
    QString detail;         // for the "Details" fold and the log: never a secret
    QString serviceCode;    // Graph error code, OAuth error, AADSTS number, FIDO_ERR number
    QString serviceMessage; // the service's own words
    QString requestId;      // request-id of the answer, or our client-request-id
    QString claims;         // for StepUpNeeded: the claims to ask for, JSON
    int httpStatus = 0;
    int retriesLeft = -1;   // for PinWrong and PinBlockedUntilReinsert

    bool isCancelled() const { return kind == Kind::Cancelled; }
    friend bool operator==(const Error &, const Error &) = default;
};

// The enumerator's own name, for logs, records and tests.
QString name(Error::Kind kind);

} // namespace bg
