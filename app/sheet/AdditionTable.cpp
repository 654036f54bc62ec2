// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/AdditionTable.h"

#include "app/sheet/Password.h"
#include "app/sheet/SplitPassword.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

QString sumOf(const QString &a, const QString &b)
{
    QString sum;
    for (qsizetype i = 0; i < a.size(); ++i)
        sum += QLatin1Char(addSymbols(a[i].toLatin1(), b[i].toLatin1()));
    return sum;
}

// Symbols of no password: the example is the same on every sheet.
Phrase example(PasswordShape shape, const SheetText &text)
{
    const QString a = u"7kq2m"_s, b = u"x9hdt"_s, c = u"4vw8c"_s;
    const QString ab = sumOf(a, b);
    if (shape == PasswordShape::TwoParts)
        return text(u"exampleTwo"_s, { { u"a"_s, a }, { u"b"_s, b }, { u"sum"_s, ab } });
    return text(u"exampleThree"_s,
                { { u"a"_s, a }, { u"b"_s, b }, { u"ab"_s, ab }, { u"c"_s, c }, { u"sum"_s, sumOf(ab, c) } });
}

} // namespace

void drawAdditionTable(Canvas &canvas, double x, double y, double width, double height, PasswordShape shape,
                       const SheetText &text)
{
    const QByteArrayView symbols = alphabet(PasswordForm::Sealed);
    const Phrase worked = example(shape, text);
    TextStyle small{ Face::Text, 7.2 };
    small.leading = 1.2;
    double top = y + canvas.text(x, y, width, worked.joined(), small) + 0.6;

    const double rowHeight = (y + height - top) / double(symbols.size() + 1);
    const double columnWidth = width / double(symbols.size() + 1);
    const double points = rowHeight / 25.4 * 72 * 0.92;
    const TextStyle head{ Face::CodeStrong, points };
    const TextStyle cell{ Face::Code, points, QColor(0x28, 0x28, 0x28) };
    for (qsizetype row = -1; row < symbols.size(); ++row, top += rowHeight) {
        // every fourth line and column is set off, so that the finger keeps its way
        if (row >= 0 && row / 4 % 2 == 0)
            canvas.fill(x, top, width, rowHeight, QColor(0xe8, 0xe8, 0xe8));
        for (qsizetype column = -1; column < symbols.size(); ++column) {
            const bool isHead = row < 0 || column < 0;
            const char symbol = row < 0 && column < 0 ? '+'
                : row < 0                             ? symbols[column]
                : column < 0                          ? symbols[row]
                                                      : addSymbols(symbols[row], symbols[column]);
            canvas.line(x + double(column + 1) * columnWidth + columnWidth * 0.3, top + rowHeight * 0.82, columnWidth,
                        QString(QLatin1Char(symbol)), isHead ? head : cell);
        }
    }
    const double tableTop = top - rowHeight * double(symbols.size() + 1);
    for (qsizetype column = 0; column <= symbols.size(); column += 4)
        canvas.rule(x + double(column + 1) * columnWidth, tableTop, x + double(column + 1) * columnWidth, top, 0.1,
                    Qt::SolidLine, QColor(0x90, 0x90, 0x90));
}

} // namespace bg
