// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"

#include <QtGlobal>

namespace bg {

enum class WindowsCall { MakeCredential, GetAssertion };

// The HRESULTs that webauthn.dll answers with, as the comment above WebAuthNGetErrorName in Microsoft's webauthn.h
// lists them, with the values of winerror.h.
namespace windows {
constexpr quint32 NteNotFound = 0x80090011, NteExists = 0x8009000F, NteKeysetStorageFull = 0x80090023,
                  NteInvalidParameter = 0x80090027, NteNotSupported = 0x80090029, NteDeviceNotFound = 0x80090035,
                  NteUserCancelled = 0x80090036, ErrorNotSupported = 0x80070032, ErrorCancelled = 0x800704C7,
                  ErrorTimeout = 0x800705B4;
} // namespace windows

// The kind of error for such a code; serviceCode is the code in hexadecimal. Never for S_OK (0).
Error windowsError(quint32 code, WindowsCall call);

} // namespace bg
