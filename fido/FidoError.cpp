// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/FidoError.h"

#include <fido.h>

namespace bg {

namespace {

// The key did not take the PIN. A key that wants its PIN changed says the same of a right one, and leaves the counter
// where it was: measured.
Error::Kind kindOfRefusedPin(const FidoContext &context)
{
    const bool isKnown = context.retriesBefore >= 0 && context.retriesAfter >= 0;
    if (context.retriesAfter == 0)
        return Error::Kind::PinBlocked;
    if (!isKnown || context.retriesAfter < context.retriesBefore)
        return Error::Kind::PinWrong;
    return context.mustChangePin ? Error::Kind::PinMustChange : Error::Kind::PinRejected;
}

Error::Kind kindOf(int code, const FidoContext &context)
{
    switch (code) {
    case FIDO_ERR_CREDENTIAL_EXCLUDED:
        return Error::Kind::KeyAlreadyEnrolled;
    case FIDO_ERR_OPERATION_DENIED:
    case FIDO_ERR_USER_ACTION_TIMEOUT:
    case FIDO_ERR_ACTION_TIMEOUT:
    case FIDO_ERR_USER_ACTION_PENDING:
    case FIDO_ERR_UP_REQUIRED:
    case FIDO_ERR_USER_PRESENCE_REQUIRED:
        return Error::Kind::KeyNotTouched;
    case FIDO_ERR_KEEPALIVE_CANCEL:
        return Error::Kind::Cancelled;
    case FIDO_ERR_KEY_STORE_FULL:
    case FIDO_ERR_FP_DATABASE_FULL:
    case FIDO_ERR_LARGEBLOB_STORAGE_FULL:
        return Error::Kind::KeyFull;
    case FIDO_ERR_NO_CREDENTIALS:
    case FIDO_ERR_INVALID_CREDENTIAL:
    case FIDO_ERR_NOTFOUND:
        return Error::Kind::NotFound;
    case FIDO_ERR_PIN_INVALID:
        return kindOfRefusedPin(context);
    case FIDO_ERR_PIN_BLOCKED:
        return Error::Kind::PinBlocked;
    case FIDO_ERR_PIN_AUTH_BLOCKED:
        return Error::Kind::PinBlockedUntilReinsert;
    case FIDO_ERR_PIN_NOT_SET:
        return Error::Kind::PinNotSet;
    case FIDO_ERR_PIN_REQUIRED:
    case FIDO_ERR_PIN_AUTH_INVALID:
    case FIDO_ERR_PIN_TOKEN_EXPIRED:
    case FIDO_ERR_UV_BLOCKED: // the fingerprint is locked: the PIN still works
    case FIDO_ERR_UV_INVALID:
    case FIDO_ERR_UNAUTHORIZED_PERM:
        return Error::Kind::PinNeeded;
    case FIDO_ERR_PIN_POLICY_VIOLATION:
        return Error::Kind::PinRejected;
    case FIDO_ERR_UNSUPPORTED_ALGORITHM:
    case FIDO_ERR_UNSUPPORTED_OPTION:
    case FIDO_ERR_INVALID_OPTION:
    case FIDO_ERR_UNSUPPORTED_EXTENSION:
    case FIDO_ERR_INVALID_COMMAND:
    case FIDO_ERR_NOT_ALLOWED:
    case FIDO_ERR_REQUEST_TOO_LARGE:
    case FIDO_ERR_LIMIT_EXCEEDED:
        return Error::Kind::KeyUnsuitable;
    case FIDO_ERR_CHANNEL_BUSY:
    case FIDO_ERR_LOCK_REQUIRED:
    case FIDO_ERR_OPERATION_PENDING:
    case FIDO_ERR_INVALID_CHANNEL:
    case FIDO_ERR_INVALID_SEQ:
        return Error::Kind::KeyBusy;
    case FIDO_ERR_TX:
    case FIDO_ERR_RX:
    case FIDO_ERR_TIMEOUT: // gone only where the port saw it go: context.isGone
        return Error::Kind::KeySilent;
    case FIDO_ERR_INVALID_SIG:
        return Error::Kind::AttestationBad;
    case FIDO_ERR_INTERNAL: // at open: no rights, gone, or held by somebody else
        return context.isOpening ? Error::Kind::KeyBusy : Error::Kind::KeyAnswerUnclear;
    case FIDO_ERR_INVALID_PARAM:
    case FIDO_ERR_INVALID_ARGUMENT:
    case FIDO_ERR_COMPRESS:
        return Error::Kind::Internal; // we called libfido2 wrongly
    default:
        return Error::Kind::KeyAnswerUnclear;
    }
}

// What the key said that it cannot do; the same code means different things in different calls. Empty: the call's name
// says it.
QString lacking(int code, const QString &call)
{
    const bool isMaking = call == QLatin1String("makeCredential");
    switch (code) {
    case FIDO_ERR_UNSUPPORTED_ALGORITHM:
        return QStringLiteral("es256");
    case FIDO_ERR_UNSUPPORTED_OPTION:
    case FIDO_ERR_INVALID_OPTION: // of makeCredential's options only "rk" is asked for beside the PIN
        return isMaking ? QStringLiteral("rk") : QString();
    case FIDO_ERR_UNSUPPORTED_EXTENSION:
        return isMaking ? QStringLiteral("hmac-secret") : QString();
    default:
        return {};
    }
}

} // namespace

Error fidoError(int code, const FidoContext &context)
{
    Error error;
    error.serviceCode = fidoErrorName(code);
    error.serviceMessage = QString::fromUtf8(fido_strerr(code));
    error.kind = kindOf(code, context);
    const QString lacks = lacking(code, context.call);
    error.detail = lacks.isEmpty() ? context.call : lacks;
    if (context.isStopped)
        error.kind = Error::Kind::Cancelled;
    else if (context.isGone)
        error.kind = Error::Kind::KeyRemoved;
    else if (context.isOverdue)
        error.kind = Error::Kind::KeyNotTouched;
    else if (context.isBusy)
        error.kind = Error::Kind::KeyBusy;
    else if (context.isSilent)
        error.kind = Error::Kind::KeySilent;
    if (error.kind == Error::Kind::PinWrong || error.kind == Error::Kind::PinBlockedUntilReinsert)
        error.retriesLeft = context.retriesAfter;
    return error;
}

QString fidoErrorName(int code)
{
    // fido_strerr answers with the name itself, and "FIDO_ERR_UNKNOWN" for what it does not know.
    const QString text = QString::fromUtf8(fido_strerr(code));
    if (text.startsWith(QLatin1String("FIDO_ERR_")) && text != QLatin1String("FIDO_ERR_UNKNOWN"))
        return text;
    return code < 0 ? QString::number(code) : QStringLiteral("0x%1").arg(code, 2, 16, QLatin1Char('0'));
}

} // namespace bg
