// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/HttpDate.h"

#include <QLocale>

namespace bg {

QDateTime parseHttpDate(const QByteArray &text)
{
    const QDateTime parsed = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()),
                                                     QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    return parsed.isValid() ? QDateTime(parsed.date(), parsed.time(), Qt::UTC) : QDateTime();
}

} // namespace bg
