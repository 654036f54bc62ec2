// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// What was written to the open file (QFile::handle()) is on the disk and outlives a power loss. False: it may not be.
// Blocks for as long as the disk takes.
bool syncFile(int file);
// The same of the entry that a new file has in its folder, where the system keeps that apart. As far as it goes.
void syncFolderOf(const QString &file);

} // namespace bg
