// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/Canvas.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPageSize>
#include <QPen>
#include <QTextLayout>

#include <algorithm>

namespace bg {

namespace {

double millimetresOf(double units)
{
    return units * 25.4 / unitsPerInch;
}

QFont fontOf(const TextStyle &style)
{
    QFont font = face(style.face, style.points);
    if (style.tracking != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, style.tracking * font.pixelSize());
    return font;
}

bool hasHole(const QTextLayout &layout)
{
    const QList<QGlyphRun> runs = layout.glyphRuns();
    return std::any_of(runs.begin(), runs.end(), [](const QGlyphRun &run) { return run.glyphIndexes().contains(0); });
}

// Only asked once a hole was seen: which letter it was.
QString holeIn(const QString &text, const QFont &font)
{
    for (const char32_t letter : text.toUcs4()) {
        const QString alone = QString::fromUcs4(&letter, 1);
        QTextLayout layout(alone, font);
        layout.beginLayout();
        layout.createLine();
        layout.endLayout();
        const QChar::Category category = QChar::category(letter);
        if (category != QChar::Other_Format && category != QChar::Other_Control && hasHole(layout))
            return alone;
    }
    return {};
}

} // namespace

double unitsOf(double millimetres)
{
    return millimetres * unitsPerInch / 25.4;
}

Canvas::Canvas(QPainter *painter, Paper paper) : m_painter(painter), m_size(sizeOf(paper)) { }

QSizeF Canvas::sizeOf(Paper paper)
{
    return QPageSize(paper == Paper::A4 ? QPageSize::A4 : QPageSize::Letter).size(QPageSize::Millimeter);
}

double Canvas::text(double x, double y, double width, const QString &text, const TextStyle &style)
{
    if (text.isEmpty())
        return 0;
    const QFont font = fontOf(style);
    QTextLayout layout(text, font);
    QTextOption option(style.alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.setCacheEnabled(false);

    // Lines stand at equal distances, whatever tall face a letter had to be borrowed from.
    const double distance = font.pixelSize() * style.leading;
    const double ascent = QFontMetricsF(font).capHeight() + (distance - QFontMetricsF(font).capHeight()) / 2;
    int lines = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(unitsOf(width));
        line.setPosition({ 0, lines * distance + ascent - line.ascent() });
        ++lines;
    }
    layout.endLayout();
    if (m_missing.isEmpty() && hasHole(layout))
        m_missing = holeIn(text, font);
    if (m_painter) {
        m_painter->setPen(style.colour);
        layout.draw(m_painter, { unitsOf(x), unitsOf(y) });
    }
    return millimetresOf(lines * distance);
}

double Canvas::widthOf(const QString &text, const TextStyle &style) const
{
    return millimetresOf(QFontMetricsF(fontOf(style)).horizontalAdvance(text));
}

void Canvas::line(double x, double baseline, double width, const QString &text, TextStyle style)
{
    const double natural = widthOf(text, style);
    if (natural > width)
        style.points *= width / natural * 0.995;
    const QFontMetricsF metrics(fontOf(style));
    const double top = baseline
        - millimetresOf(metrics.capHeight() + (fontOf(style).pixelSize() * style.leading - metrics.capHeight()) / 2);
    this->text(x, top, width + 1, text, style);
}

void Canvas::rule(double x1, double y1, double x2, double y2, double strokeMm, Qt::PenStyle pen, QColor colour)
{
    if (!m_painter)
        return;
    m_painter->setPen(QPen(colour, unitsOf(strokeMm), pen, Qt::FlatCap));
    m_painter->drawLine(QPointF(unitsOf(x1), unitsOf(y1)), QPointF(unitsOf(x2), unitsOf(y2)));
}

void Canvas::box(double x, double y, double width, double height, double strokeMm, double radius)
{
    if (!m_painter)
        return;
    m_painter->setPen(QPen(ink, unitsOf(strokeMm)));
    m_painter->setBrush(Qt::NoBrush);
    m_painter->drawRoundedRect(QRectF(unitsOf(x), unitsOf(y), unitsOf(width), unitsOf(height)), unitsOf(radius),
                               unitsOf(radius));
}

void Canvas::fill(double x, double y, double width, double height, QColor colour)
{
    if (m_painter)
        m_painter->fillRect(QRectF(unitsOf(x), unitsOf(y), unitsOf(width), unitsOf(height)), colour);
}

void Canvas::image(double x, double y, double width, double height, const QImage &image)
{
    if (m_painter)
        m_painter->drawImage(QRectF(unitsOf(x), unitsOf(y), unitsOf(width), unitsOf(height)), image);
}

} // namespace bg
