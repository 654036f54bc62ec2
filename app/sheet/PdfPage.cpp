// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/PdfPage.h"

#include <QMarginsF>
#include <QPageSize>
#include <QPdfWriter>

namespace bg {

void setUpPage(QPdfWriter &writer, Paper paper)
{
    writer.setResolution(unitsPerInch);
    writer.setPageSize(QPageSize(paper == Paper::A4 ? QPageSize::A4 : QPageSize::Letter));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(QStringLiteral("Document"));
    writer.setCreator(QString());
}

QString missingLetter(const Canvas &canvas)
{
    return QStringLiteral("No font on this machine has the letter \u201c%1\u201d (U+%2).")
        .arg(canvas.missing())
        .arg(canvas.missing().toUcs4().value(0), 4, 16, QLatin1Char('0'));
}

} // namespace bg
