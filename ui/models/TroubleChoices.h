// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"

namespace bg {

// What can be done about an error, besides trying again: another key helps where this key is the trouble; going on
// without is offered where only this one key or change is refused, not where nothing else would work either (no network,
// no sign-in); stopping where no key is the trouble.
struct TroubleChoices {
    bool otherKey = false;
    bool leaveOut = false;
    bool stop = false;

    static TroubleChoices of(const Error &error);
};

} // namespace bg
