// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/ForeignText.h"

namespace bg {

QString plainToolTip(const QString &text)
{
    return QStringLiteral("<span>%1</span>")
        .arg(text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")));
}

} // namespace bg
