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

// Letters by category, and blank all the same.
bool isBlankLetter(char32_t letter)
{
    for (const char32_t blank : { U'\u115f', U'\u1160', U'\u17b4', U'\u17b5', U'\u2800', U'\u3164', U'\uffa0' })
        if (letter == blank)
            return true;
    return false;
}

bool isSeen(char32_t letter)
{
    if (acts(letter, Lines::One) || letter == U'\u200c' || letter == U'\u200d' || isBlankLetter(letter))
        return false;
    switch (QChar::category(letter)) {
    case QChar::Separator_Space:
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
    case QChar::Mark_Enclosing:
    case QChar::Other_NotAssigned:
        return false;
    default:
        return true;
    }
}

} // namespace

bool showsAnything(const QString &text)
{
    for (qsizetype at = 0; at < text.size();) {
        const char32_t letter = letterAt(text, at);
        if (isSeen(letter))
            return true;
        at += unitsIn(letter);
    }
    return false;
}

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
