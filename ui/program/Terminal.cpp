// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/Terminal.h"

#include "app/base/VisibleText.h"

#include <QTextStream>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace bg {

void printLine(std::FILE *stream, const QString &line)
{
    QTextStream(stream) << visibleText(line, Lines::One) << '\n';
}

void printText(std::FILE *stream, const QString &text)
{
    QTextStream(stream) << visibleText(text, Lines::Several);
}

void printStatus(std::FILE *stream, const QString &line)
{
    QTextStream(stream) << '\r' << visibleText(line, Lines::One) << "\x1b[K"; // to the line's end
}

bool isTerminal(std::FILE *stream)
{
#ifdef Q_OS_WIN
    return ::_isatty(::_fileno(stream)) != 0;
#else
    return ::isatty(::fileno(stream)) != 0;
#endif
}

} // namespace bg
