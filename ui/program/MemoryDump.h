// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bg {

// From now on the system writes no image of this process to the disk when it crashes; in a build for people no other
// program of the same user reads its memory either.
void forbidMemoryDumps();

} // namespace bg
