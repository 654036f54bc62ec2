// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/MemoryDump.h"

#include <windows.h>

namespace bg {

// Error Reporting, which would keep one, is not called.
void forbidMemoryDumps()
{
    SetErrorMode(SetErrorMode(0) | SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
}

} // namespace bg
