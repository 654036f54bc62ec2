// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/FindingText.h"

#include <span>

namespace bg {

// The sentences of a check for what a set-up says otherwise: there it is still to be done, here it was lost.
std::span<const FindingWords> checkWords();

} // namespace bg
