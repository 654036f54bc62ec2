// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/EntityName.h"

namespace bg {

QByteArray entityName(const QString &name)
{
    constexpr qsizetype most = 64;
    QByteArray bytes = name.left(name.indexOf(QChar::Null)).toUtf8();
    if (bytes.size() <= most)
        return bytes;
    qsizetype end = most;
    while (end > 0 && (bytes.at(end) & 0xc0) == 0x80) // not in the middle of a character: RFC 3629 section 3
        --end;
    bytes.truncate(end);
    return bytes;
}

} // namespace bg
