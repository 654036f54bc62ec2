// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace bg {

// The first call of a program, before any library starts: from now on no code and no setting is read from a folder that
// somebody else may write. Windows: libraries from the system's folder only, OpenSSL without its configuration file, Qt
// without plugin folders (all that is needed is linked in); memory enough to lock is reserved. Elsewhere the package
// manager owns those folders and nothing is done.
void closeToForeignFiles();

// What stands after the program's name, in whatever letters the system takes.
QStringList programArguments(int argc, char *argv[]);

} // namespace bg
