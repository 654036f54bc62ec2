// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bg {

// First thing in main(): secrets go to locked memory, no core dump is written, and in release builds no other process of
// the same user may look into this one (which also keeps debuggers out).
void hardenProcess();

} // namespace bg
