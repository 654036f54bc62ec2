// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/Hardening.h"

#include "app/base/Log.h"
#include "app/base/Secret.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef __unix__
#include <sys/resource.h>
#endif

namespace bg {

void hardenProcess()
{
    if (!Secret::lockHeap())
        qCWarning(logUi, "Memory could not be locked: secrets are wiped after use, but may reach the swap");
#ifdef __unix__
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#if defined(__linux__) && defined(NDEBUG)
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace bg
