// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/FindingText.h"

#include <span>

namespace bg {

// The sentences for the ids of app/model/FindingIds.h.
std::span<const FindingWords> runWords();

} // namespace bg
