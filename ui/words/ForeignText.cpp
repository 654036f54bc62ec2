// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/ForeignText.h"

#include "app/base/VisibleText.h"

namespace bg {

QString plainToolTip(const QString &text)
{
    return QStringLiteral("<span>%1</span>")
        .arg(visibleText(text).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")));
}

} // namespace bg
