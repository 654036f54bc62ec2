// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/Terminal.h"

#include "app/base/VisibleText.h"

#include <QTextStream>

namespace bg {

void printLine(std::FILE *stream, const QString &line)
{
    QTextStream(stream) << visibleText(line, Lines::One) << '\n';
}

void printText(std::FILE *stream, const QString &text)
{
    QTextStream(stream) << visibleText(text, Lines::Several);
}

} // namespace bg
