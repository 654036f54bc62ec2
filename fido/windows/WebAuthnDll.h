// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/windows/WindowsDialogs.h"

#include <memory>

namespace bg {

// Windows' webauthn.dll, from the system folder only. Null where it is missing or older than Windows 10 1903, or does
// not export what is needed: raw HID is then open to everybody.
std::unique_ptr<WindowsDialogs> webAuthnDll();

} // namespace bg
