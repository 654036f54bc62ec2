// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdio>

namespace bg {

// The one door to the terminal: a terminal obeys what it prints, so nothing goes there but by visibleText(). Each call
// is written out at once.

// One line; the line feed is added.
void printLine(std::FILE *stream, const QString &line);
// Text of our own of several lines, or a JSON document.
void printText(std::FILE *stream, const QString &text);

// One line that takes the place of the last one: how far something is. For a terminal; printLine() leaves it.
void printStatus(std::FILE *stream, const QString &line);
bool isTerminal(std::FILE *stream);

} // namespace bg
