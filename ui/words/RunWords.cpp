// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/RunWords.h"

namespace bg {

std::span<const FindingWords> runWords()
{
    return {};
}

} // namespace bg
