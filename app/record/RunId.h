// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// "7F3A-19": short enough to be written on an envelope by hand.
QString newRunId();

} // namespace bg
