// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/MemoryDump.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>

namespace bg {

void forbidMemoryDumps()
{
    const rlimit none{ 0, 0 };
    setrlimit(RLIMIT_CORE, &none);
#if defined(__linux__) && defined(NDEBUG)
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace bg
