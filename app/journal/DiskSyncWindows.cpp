// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/DiskSync.h"

#include <io.h>

namespace bg {

bool syncFile(int file)
{
    return ::_commit(file) == 0;
}

// NTFS keeps the entry in its own journal.
void syncFolderOf(const QString &) { }

} // namespace bg
