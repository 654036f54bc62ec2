// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/ODataText.h"

#include <QUrl>

namespace bg {

QString odataLiteral(const QString &text)
{
    QString doubled = text;
    doubled.replace(QLatin1Char('\''), QLatin1String("''"));
    return QString::fromLatin1(QUrl::toPercentEncoding(QLatin1Char('\'') + doubled + QLatin1Char('\''), "'"));
}

QString pathSegment(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace bg
