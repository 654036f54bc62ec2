// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenAnswer.h"
#include "app/auth/TokenSource.h"

namespace bg {

// What one round with a person brought: tokens, and who it was.
struct Grant {
    TokenAnswer tokens;
    Identity identity;
};

} // namespace bg
