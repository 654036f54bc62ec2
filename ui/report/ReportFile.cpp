// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/Reports.h"

#include <QSaveFile>

namespace bg {

Result<void> saveReport(const QString &path, bool isForAll, const std::function<bool(QIODevice &)> &write)
{
    QSaveFile file(path);
    auto permissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    if (isForAll)
        permissions |= QFileDevice::ReadGroup | QFileDevice::ReadOther;
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.setPermissions(permissions) && write(file);
    if (!isWritten)
        file.cancelWriting();
    if (!file.commit() || !isWritten)
        return fail(Error::Kind::File, QStringLiteral("%1: %2").arg(path, file.errorString()));
    return {};
}

} // namespace bg
