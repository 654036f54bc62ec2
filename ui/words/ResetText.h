// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/ResetRefusal.h"
#include "ui/words/ErrorText.h"

namespace bg {

// Why somebody's sign-in cannot be reset, and what to do instead.
ErrorText resetRefusalText(const ResetRefusal &refusal);

} // namespace bg
