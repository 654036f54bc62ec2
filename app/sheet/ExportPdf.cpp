// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/PrintRoute.h"

#include <QFile>

namespace bg {

using namespace Qt::StringLiterals;

Result<void> exportPdf(const Secret &pdf, const QString &path)
{
    QFile file(path);
    const auto reason = [&] { return path + u": "_s + file.errorString(); };
    // NewOnly is O_EXCL, and the mode is given to the very open(): the file is never readable for others, not even at
    // first. Unbuffered: the last byte has reached the system, or has not, when write() returns.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return fail(Error::Kind::File, reason());
    const QByteArrayView bytes = pdf.reveal();
    if (file.write(bytes.data(), bytes.size()) == bytes.size() && file.flush())
        return {};
    const QString why = reason();
    file.remove();
    return fail(Error::Kind::File, why);
}

} // namespace bg
