// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <chrono>

namespace bg {

struct KeyringAnswer {
    enum class State {
        Absent, // there is no keyring, it was not opened, or it did not answer in time
        Empty, // it holds nothing of ours
        Found,
    };
    State state = State::Absent;
    Secret value;
};

// The one thing that the wizard keeps in the desktop's keyring. Both calls let events run until it answered.
KeyringAnswer readKeyring(std::chrono::milliseconds patience);
// False where it was not kept.
bool writeKeyring(const Secret &value, std::chrono::milliseconds patience);

} // namespace bg
