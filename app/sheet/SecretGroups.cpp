// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/SecretGroups.h"

#include "app/sheet/Password.h"

#include <algorithm>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

// Just below a tenth of an em: the letters stand apart, and a reader of the page still takes the group for one word.
constexpr double apart = 0.095;
constexpr double advanceOfCode = 0.6; // JetBrains Mono, in em
constexpr double millimetresPerPoint = 25.4 / 72;

struct Row {
    double x, baseline, width, points;
    bool isNarrow; // two components share the width
};

struct Columns {
    double check, spoken, spokenWidth;
};

double groupWidth(double points, qsizetype symbols)
{
    return double(symbols) * points * (advanceOfCode + apart) * millimetresPerPoint;
}

Columns columnsOf(const Row &row, qsizetype groupSize)
{
    const double check = row.x + 7 + groupWidth(row.points, groupSize + 1) + (row.isNarrow ? 2 : 14);
    const double spoken = check + (row.isNarrow ? 7 : 18);
    return { check, spoken, row.x + row.width - spoken };
}

// The hyphen after a group is a stroke and not a sign: readers of a PDF's text take a hyphen at the end of a line for a
// broken word and join it with what follows. The line "as it is typed" has the real ones.
void drawJoint(Canvas &canvas, const Row &row, qsizetype symbols)
{
    const double em = row.points * millimetresPerPoint;
    const double x = row.x + 7 + groupWidth(row.points, symbols) + 0.1 * em;
    canvas.rule(x, row.baseline - 0.33 * em, x + 0.38 * em, row.baseline - 0.33 * em, 0.11 * em);
}

void drawGroupBoxes(Canvas &canvas, const Row &row, qsizetype symbols, bool hasJoint)
{
    const double pitch = row.points * (advanceOfCode + apart) * millimetresPerPoint;
    const double height = row.points * millimetresPerPoint * 0.92;
    for (qsizetype i = 0; i < symbols; ++i)
        canvas.box(row.x + 7 + double(i) * pitch + 0.2, row.baseline - height + 0.7, pitch - 0.4, height, 0.25, 0.4);
    if (hasJoint)
        drawJoint(canvas, row, symbols);
}

void drawGroup(Canvas &canvas, const Row &row, QByteArrayView group, int number, bool hasJoint, PasswordForm form,
               const SheetLook &look, const SheetText &text)
{
    canvas.line(row.x, row.baseline, 6, QString::number(number), { Face::Text, 9, paleInk });
    const Columns columns = columnsOf(row, group.size());
    if (look.ink == SecretInk::Boxes) {
        drawGroupBoxes(canvas, row, group.size(), hasJoint);
        return canvas.box(columns.check, row.baseline - 5, 4.5, 5.6, 0.25, 0.4);
    }
    const bool isMasked = look.ink == SecretInk::Masked;
    QString symbols = isMasked ? QString(group.size(), QChar(0x2022)) : QString::fromLatin1(group);
    if (hasJoint)
        drawJoint(canvas, row, group.size());
    canvas.line(row.x + 7, row.baseline, groupWidth(row.points, group.size() + 2), symbols,
                { Face::CodeStrong, row.points, ink, apart });
    QString check = isMasked ? QString(QChar(0x2022)) : QString(QLatin1Char(checkSymbol(group, number, form)));
    canvas.line(columns.check, row.baseline, 6, check,
                { Face::Code, row.isNarrow ? 12.0 : 14.0, QColor(0x40, 0x40, 0x40) });
    if (!isMasked) {
        QString words = spoken(group, text.language());
        if (row.isNarrow) {
            TextStyle small{ Face::Text, 6.6, paleInk };
            small.leading = 1.2;
            canvas.text(columns.spoken, row.baseline - 5.2, columns.spokenWidth, words, small);
        } else {
            canvas.line(columns.spoken, row.baseline, columns.spokenWidth, words,
                        { Face::Text, 11, QColor(0x30, 0x30, 0x30) });
        }
        wipe(words);
    }
    wipe(symbols);
    wipe(check);
}

// The whole of it once more, as it is typed: hyphens are part of it.
void drawAsTyped(Canvas &canvas, const QRectF &area, const PasswordComponent &component, const SheetLook &look,
                 const SheetText &text)
{
    const double labelWidth = 27;
    canvas.line(area.x(), area.bottom() - 2, labelWidth - 2, text(u"asTyped"_s).first, { Face::Text, 8.5, paleInk });
    const bool isMasked = look.ink == SecretInk::Masked;
    QString whole
        = isMasked ? QString(int(component.text.size()), QChar(0x2022)) : QString::fromLatin1(component.text.reveal());
    canvas.line(area.x() + labelWidth, area.bottom() - 2, area.width() - labelWidth, whole, { Face::CodeStrong, 18 });
    wipe(whole);
}

void drawComponent(Canvas &canvas, const QRectF &area, const PasswordComponent &component, bool isNarrow,
                   const SheetLook &look, const SheetText &text)
{
    const QList<QByteArrayView> groups = groupsOf(component.text.reveal());
    const PasswordForm form = formOf(component.text.reveal()).value_or(PasswordForm::Sealed);
    const double pitch = std::min(9.2, (area.height() - 6) / double(groups.size()));
    Row row{ area.x(), 0, area.width(), std::clamp(pitch / millimetresPerPoint * 0.95, 18.0, isNarrow ? 18.0 : 22.0),
             isNarrow };
    const Columns columns = columnsOf(row, groups[0].size());
    const TextStyle label{ Face::Text, 8.5, paleInk };
    const QString name(QLatin1Char(component.name));
    const Phrase heading = component.name == ' ' ? text(u"passwordGroups"_s, { { u"groups"_s, int(groups.size()) } })
                                                 : text(u"componentGroups"_s, { { u"name"_s, name } });
    canvas.line(area.x(), area.y() + 3.4, columns.check - area.x() - 2, heading.first, label);
    canvas.line(columns.check, area.y() + 3.4, columns.spoken - columns.check - 1, text(u"check"_s).first, label);
    canvas.line(columns.spoken, area.y() + 3.4, columns.spokenWidth, text(u"spoken"_s).first, label);
    for (qsizetype i = 0; i < groups.size(); ++i) {
        row.baseline = area.y() + 5 + pitch * double(i + 1) - pitch * 0.16;
        drawGroup(canvas, row, groups[i], int(i) + 1, i + 1 < groups.size(), form, look, text);
    }
}

} // namespace

void drawSecretGroups(Canvas &canvas, const QRectF &area, const PasswordPart &part, const SheetLook &look,
                      const SheetText &text)
{
    const double footer = 10;
    const bool isNarrow = part.components.size() > 1;
    const double width = isNarrow ? (area.width() - 4) / 2 : area.width();
    const bool isTyped = part.shape == PasswordShape::Whole && look.ink != SecretInk::Boxes;
    const double whole = isTyped ? 8.5 : 0;
    for (std::size_t i = 0; i < part.components.size(); ++i)
        drawComponent(canvas, { area.x() + double(i) * (width + 4), area.y(), width, area.height() - footer - whole },
                      part.components[i], isNarrow, look, text);

    if (isTyped)
        drawAsTyped(canvas, { area.x(), area.y(), area.width(), area.height() - footer }, part.components[0], look,
                    text);
    const double line = area.bottom() - footer + 1;
    canvas.rule(area.x(), line, area.right(), line, 0.2);
    const QString sample = u"aqwzym-019"_s;
    canvas.line(area.x(), line + 4.3, area.width(), text(u"strangeKeyboard"_s, { { u"sample"_s, sample } }).first,
                { Face::Text, 8.5 });
    const bool isLong
        = part.components.size() == 1 && formOf(part.components[0].text.reveal()) == PasswordForm::LongMixed;
    canvas.line(area.x(), line + 8.5, area.width(), text(isLong ? u"alphabetLong"_s : u"alphabetNote"_s).first,
                { Face::Text, 8.5, paleInk });
}

double drawUserName(Canvas &canvas, double x, double y, double width, const QString &userPrincipalName)
{
    TextStyle style{ Face::CodeStrong, 18 };
    const double natural = canvas.widthOf(userPrincipalName, style);
    const qsizetype at = userPrincipalName.indexOf(u'@');
    if (natural * 11 / 18 <= width || at < 0) {
        canvas.line(x, y + 6, width, userPrincipalName, style);
        return 9;
    }
    style.points = 13;
    const double longest = std::max(canvas.widthOf(userPrincipalName.first(at), style),
                                    canvas.widthOf(userPrincipalName.sliced(at), style));
    if (longest > width)
        style.points *= width / longest * 0.995;
    canvas.line(x, y + 4, width, userPrincipalName.first(at), style);
    canvas.line(x, y + 9, width, userPrincipalName.sliced(at), style);
    return 12;
}

} // namespace bg
