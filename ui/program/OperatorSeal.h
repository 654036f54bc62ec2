// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/journal/Seal.h"

#include <QString>

#include <chrono>

namespace bg {

// The seal of this operator on this computer, whose key is drawn the first time. It lies in the desktop's keyring (Secret
// Service); where there is none, or it is not opened within `patience`, in `sealKeyFile()`. Blocks; for the main thread
// before the window, with an application object. Errors: File.
Result<Seal> operatorSeal(std::chrono::milliseconds patience = std::chrono::seconds(30));

// A key that is drawn anew, for what ends with this process.
Seal passingSeal();

// Beside the settings, not in the state folder, mode 0600: whoever can write there can seal.
QString sealKeyFile();

} // namespace bg
