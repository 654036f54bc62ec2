// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/VisibleText.h"

namespace bg {

namespace {

bool acts(char32_t letter, Lines lines)
{
    if (letter == U'\n' || letter == U'\t')
        return lines == Lines::One;
    if (letter == U'\u200c' || letter == U'\u200d')
        return false;
    switch (QChar::category(letter)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

// One letter from `at`: two units, or one that may be half of nothing.
char32_t letterAt(const QString &text, qsizetype at)
{
    const QChar unit = text[at];
    const bool isPair = unit.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
    return isPair ? QChar::surrogateToUcs4(unit, text[at + 1]) : char32_t(unit.unicode());
}

qsizetype unitsIn(char32_t letter)
{
    return QChar::requiresSurrogates(letter) ? 2 : 1;
}

qsizetype firstThatActs(const QString &text, Lines lines)
{
    for (qsizetype at = 0; at < text.size();) {
        const char32_t letter = letterAt(text, at);
        if (acts(letter, lines))
            return at;
        at += unitsIn(letter);
    }
    return text.size();
}

} // namespace

QString visibleText(const QString &text, Lines lines)
{
    const qsizetype first = firstThatActs(text, lines);
    if (first == text.size())
        return text;
    QString shown = text.left(first);
    for (qsizetype at = first; at < text.size();) {
        const char32_t letter = letterAt(text, at);
        const qsizetype units = unitsIn(letter);
        for (qsizetype unit = at; unit < at + units; ++unit)
            if (acts(letter, lines))
                shown += QStringLiteral("\\u%1").arg(uint(text[unit].unicode()), 4, 16, QLatin1Char('0'));
            else
                shown += text[unit];
        at += units;
    }
    return shown;
}

} // namespace bg
