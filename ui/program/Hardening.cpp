// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/Hardening.h"

#include "app/base/Log.h"
#include "app/base/Secret.h"
#include "ui/program/FreedMemory.h"
#include "ui/program/MemoryDump.h"

namespace bg {

void hardenProcess()
{
    if (!Secret::lockHeap())
        qCWarning(logUi, "Memory could not be locked: secrets are wiped after use, but may reach the swap");
    if (!isFreedMemoryWiped())
        qCDebug(logUi, "Freed memory is not overwritten: copies that the toolkit made of a secret may stay until the end");
    forbidMemoryDumps();
}

} // namespace bg
