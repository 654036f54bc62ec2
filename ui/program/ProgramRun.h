// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bg {

// The whole program, from its arguments to its exit code (ui/program/ExitCode.h). `hasWindow`: false for the program of a
// Windows terminal, which does what needs no window and refuses the rest. Blocks; for the main thread, once.
int runProgram(int argc, char *argv[], bool hasWindow);

} // namespace bg
