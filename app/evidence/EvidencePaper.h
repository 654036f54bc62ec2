// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/sheet/SheetHeader.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace bg {

// A table under a heading; `shares` are the widths of its columns, as parts of one.
struct EvidencePart {
    QString heading;
    QStringList columns;
    QList<double> shares;
    QList<QStringList> rows;
};

// The evidence in words, to be printed or kept as a PDF.
struct EvidencePaper {
    QString title, subtitle;
    QList<std::pair<QString, QString>> facts; // label and value
    QList<EvidencePart> parts;
    QString foot; // on every page, before its number
};

// As many pages as it takes, rows never cut in two. Without secrets. Safe on worker threads (a QGuiApplication must
// exist). Errors: Input when no font on this machine has a letter that is to be printed (detail names the letter).
Result<QByteArray> evidencePdf(const EvidencePaper &paper, Paper size);

} // namespace bg
