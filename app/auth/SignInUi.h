// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/Scopes.h"
#include "app/base/Result.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <stop_token>

namespace bg {

// Why the person is sent to the browser now.
struct SignInRound {
    enum class Purpose {
        Begin, // the first sign-in; the page that started it has explained it already
        Consent, // a step needs `scopes` that were not granted yet
        StepUp, // the tenant asks for a stronger or fresher sign-in for what is about to be done
        SessionEnded, // the tenant no longer accepts the first sign-in
    };
    Purpose purpose = Purpose::Begin;
    Consent consent = Consent::SignIn;
    QStringList scopes; // short names, for "Details"
    QString userName; // who has to sign in; empty at Begin
};

struct DeviceCode {
    QString userCode;
    QUrl verificationUrl;
    QDateTime expires;
};

// The way from sign-in to the window. Called on the worker thread that signs in, at the first sign-in and at each later
// one; every call but explain() must return at once.
class SignInUi {
public:
    virtual ~SignInUi() = default;

    // Tells the person why the browser is about to open and returns when they agree; Cancelled when they do not, and
    // within 100 ms of `stop`.
    virtual Result<void> explain(const SignInRound &round, std::stop_token stop) = 0;
    // Offers the address for "Copy link". It holds state and nonce: never log it. Called before open().
    virtual void offerLink(const QUrl &url) = 0;
    // Opens the system's browser, at an address of this computer that leads to the one offered, once. False ends the round with BrowserNotOpened: say true when nothing opened but the
    // person can still use the link.
    virtual bool open(const QUrl &url) = 0;
    // For SignInRequest::Way::DeviceCode only: to be typed in a browser elsewhere.
    virtual void showDeviceCode(const DeviceCode &code) = 0;
    // The round is over, well or not: link and code are of no more use.
    virtual void roundOver() = 0;
};

} // namespace bg
