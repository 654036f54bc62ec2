// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Error.h"

namespace bg {

QString name(Error::Kind kind)
{
    switch (kind) {
#define BG_NAME(K) \
    case Error::Kind::K: \
        return QStringLiteral(#K)
        BG_NAME(Cancelled);
        BG_NAME(Internal);
        BG_NAME(File);
        BG_NAME(Input);
        BG_NAME(Offline);
        BG_NAME(TimedOut);
        BG_NAME(Tls);
        BG_NAME(Redirected);
        BG_NAME(TooLarge);
        BG_NAME(Malformed);
        BG_NAME(HostNotAllowed);
        BG_NAME(BrowserNotOpened);
        BG_NAME(SignInRefused);
        BG_NAME(SignInExpired);
        BG_NAME(ConsentMissing);
        BG_NAME(StepUpNeeded);
        BG_NAME(WrongPerson);
        BG_NAME(WrongTenant);
        BG_NAME(TokenInvalid);
        BG_NAME(UnsupportedTenant);
        BG_NAME(CertificateUnusable);
        BG_NAME(TooPowerful);
        BG_NAME(ClockWrong);
        BG_NAME(Unauthorized);
        BG_NAME(Forbidden);
        BG_NAME(NotFound);
        BG_NAME(Conflict);
        BG_NAME(Refused);
        BG_NAME(Throttled);
        BG_NAME(Unavailable);
        BG_NAME(NotLicensed);
        BG_NAME(ChangedMeanwhile);
        BG_NAME(AnotherWizard);
        BG_NAME(NotSettled);
        BG_NAME(DisallowedByPolicy);
        BG_NAME(ProviderNotRegistered);
        BG_NAME(LimitReached);
        BG_NAME(NoKey);
        BG_NAME(KeyNotPermitted);
        BG_NAME(KeyBusy);
        BG_NAME(KeyRemoved);
        BG_NAME(KeySilent);
        BG_NAME(KeyAnswerUnclear);
        BG_NAME(KeyNotTouched);
        BG_NAME(KeyUnsuitable);
        BG_NAME(KeyFull);
        BG_NAME(KeyAlreadyEnrolled);
        BG_NAME(KeyUsedElsewhere);
        BG_NAME(KeyNotAdmitted);
        BG_NAME(PinWrong);
        BG_NAME(PinBlocked);
        BG_NAME(PinBlockedUntilReinsert);
        BG_NAME(PinNotSet);
        BG_NAME(PinNeeded);
        BG_NAME(PinRejected);
        BG_NAME(PinMustChange);
        BG_NAME(AttestationBad);
        BG_NAME(ChallengeExpired);
        BG_NAME(AnotherKeyWanted);
        BG_NAME(KeyLeftOut);
        BG_NAME(NoPrinter);
        BG_NAME(PrinterNotTrusted);
        BG_NAME(PrintFailed);
#undef BG_NAME
    }
    return QStringLiteral("Internal");
}

} // namespace bg
