// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QImage>
#include <QList>
#include <QRectF>
#include <QString>
#include <QStringList>

namespace bg::poppler {

// What poppler's tools, as a reader that others wrote, see in a PDF. Each call runs one process; nothing lands on a
// disk.

struct Word {
    QRectF box; // in points, from the upper left corner
    QString text;
};

QByteArray output(const QString &program, const QStringList &arguments, const QByteArray &input);
// The text in reading order; every page ends with a form feed.
QString textOf(const Secret &pdf);
QList<Word> wordsOf(const Secret &pdf);
// The page in greys; `cut` in pixels, all of it when empty.
QImage pictureOf(const Secret &pdf, int dpi, const QRect &cut = {});

// Noto's Japanese face shows some characters and their radicals by one sign, and the PDF names the radical: NFKC makes
// them equal, as it does for whoever searches the text.
QString withoutSpaces(QString text);

} // namespace bg::poppler
