// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/DiskSync.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

namespace bg {

bool syncFile(int file)
{
    return ::fsync(file) == 0;
}

void syncFolderOf(const QString &file)
{
    const int folder
        = ::open(QFile::encodeName(QFileInfo(file).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
}

} // namespace bg
