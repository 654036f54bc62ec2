// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/Hardening.h"

#include "app/base/Log.h"
#include "app/base/Secret.h"
#include "ui/program/MemoryDump.h"

namespace bg {

void hardenProcess()
{
    if (!Secret::lockHeap())
        qCWarning(logUi, "Memory could not be locked: secrets are wiped after use, but may reach the swap");
    forbidMemoryDumps();
}

} // namespace bg
