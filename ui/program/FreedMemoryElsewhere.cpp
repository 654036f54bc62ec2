// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/FreedMemory.h"

namespace bg {

bool isFreedMemoryWiped()
{
    return false;
}

} // namespace bg
