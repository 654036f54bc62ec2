// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/TroubleChoices.h"

namespace bg {

TroubleChoices TroubleChoices::of(const Error &error)
{
    using enum Error::Kind;
    switch (error.kind) {
    case NoKey:
    case KeyNotPermitted:
    case KeyBusy:
    case KeyRemoved:
    case KeyNotTouched:
    case KeyUnsuitable:
    case KeyFull:
    case KeyAlreadyEnrolled:
    case KeyUsedElsewhere:
    case KeyNotAdmitted:
    case PinWrong:
    case PinBlocked:
    case PinBlockedUntilReinsert:
    case PinNotSet:
    case PinNeeded:
    case PinRejected:
    case PinMustChange:
    case AttestationBad:
        return { true, true, false };
    case Offline:
    case TimedOut:
    case Tls:
    case Redirected:
    case HostNotAllowed:
    case Unavailable:
    case Throttled:
    case BrowserNotOpened:
    case SignInRefused:
    case SignInExpired:
    case ConsentMissing:
    case StepUpNeeded:
    case WrongPerson:
    case WrongTenant:
    case TokenInvalid:
    case UnsupportedTenant:
    case Unauthorized:
    case AnotherWizard:
        return { false, false, true };
    default:
        return { false, true, true };
    }
}

} // namespace bg
