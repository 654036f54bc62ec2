// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/windows/WindowsError.h"

namespace bg {

namespace {

Error::Kind kindOfResult(quint32 code, WindowsCall call)
{
    switch (code) {
    case windows::NteExists: // InvalidStateError: an excluded credential is on the key
        return Error::Kind::KeyAlreadyEnrolled;
    case windows::NteKeysetStorageFull:
        return Error::Kind::KeyFull;
    case windows::NteNotSupported:
    case windows::ErrorNotSupported: // ConstraintError: no discoverable credentials, or nothing that verifies a person
    case windows::NteInvalidParameter: // NotSupportedError: none of the algorithms
        return Error::Kind::KeyUnsuitable;
    case windows::NteNotFound:
        return call == WindowsCall::GetAssertion ? Error::Kind::NotFound : Error::Kind::NoKey;
    case windows::NteDeviceNotFound:
        return Error::Kind::NoKey;
    // The person closed the dialog of Windows, or let it stand: this key was not used, and nothing else is called off.
    case windows::ErrorCancelled:
    case windows::NteUserCancelled:
    case windows::ErrorTimeout:
        return Error::Kind::KeyNotTouched;
    default:
        return Error::Kind::Malformed;
    }
}

QString lackingByResult(quint32 code)
{
    if (code == windows::NteInvalidParameter)
        return QStringLiteral("es256");
    return code == windows::NteNotSupported || code == windows::ErrorNotSupported ? QStringLiteral("rk") : QString();
}

} // namespace

Error windowsError(quint32 code, WindowsCall call)
{
    Error error;
    error.kind = kindOfResult(code, call);
    error.detail = lackingByResult(code);
    if (error.detail.isEmpty())
        error.detail
            = call == WindowsCall::MakeCredential ? QStringLiteral("makeCredential") : QStringLiteral("getAssertion");
    error.serviceCode = QStringLiteral("0x%1").arg(code, 8, 16, QLatin1Char('0'));
    return error;
}

} // namespace bg
