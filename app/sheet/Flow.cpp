// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/Flow.h"

#include <algorithm>

namespace bg {

namespace {

const TextStyle labelStyle{ Face::Text, 9, paleInk };

} // namespace

Flow::Flow(Canvas &canvas, double x, double y, double width, double scale)
    : m_canvas(canvas), m_x(x), m_y(y), m_width(width), m_scale(scale)
{ }

TextStyle Flow::scaled(TextStyle style) const
{
    style.points *= m_scale;
    return style;
}

void Flow::title(const Phrase &text, double widthLess)
{
    m_y += m_canvas.text(m_x, m_y, m_width - widthLess, text.first, scaled({ Face::Strong, 18 }));
    if (!text.second.isEmpty())
        m_y += m_canvas.text(m_x, m_y, m_width - widthLess, text.second, scaled({ Face::Strong, 12, paleInk }));
}

void Flow::subtitle(const Phrase &text, double widthLess)
{
    gap(0.8);
    m_y += m_canvas.text(m_x, m_y, m_width - widthLess, text.joined(), scaled({ Face::Text, 11, paleInk }));
}

void Flow::heading(const Phrase &text)
{
    gap(2.6);
    m_y += m_canvas.text(m_x, m_y, m_width, text.joined(), scaled({ Face::Strong, 11 }));
    gap(0.8);
}

void Flow::paragraph(const Phrase &text, const TextStyle &style)
{
    m_y += m_canvas.text(m_x, m_y, m_width, text.first, scaled(style));
    TextStyle second = style;
    second.points *= 0.88;
    second.colour = paleInk;
    if (text.second != text.first)
        m_y += m_canvas.text(m_x, m_y, m_width, text.second, scaled(second));
    gap(0.8);
}

void Flow::field(const Phrase &label, const QString &value, Face face)
{
    const double left = m_width * labelShare;
    const double labelHeight = m_canvas.text(m_x, m_y, left - 3, label.joined(), scaled(labelStyle));
    if (value.trimmed().isEmpty()) {
        m_y += std::max(labelHeight, 5.2 * m_scale);
        m_canvas.rule(m_x + left, m_y, m_x + m_width, m_y, 0.15);
        return gap(1.4);
    }
    const double valueHeight = m_canvas.text(m_x + left, m_y, m_width - left, value, scaled({ face, 9.5 }));
    m_y += std::max(labelHeight, valueHeight);
    gap(0.9);
}

void Flow::field(const Phrase &label, const Phrase &value)
{
    field(label, value.joined());
}

void Flow::numbered(int number, const Phrase &text)
{
    const double indent = 5 * m_scale;
    m_canvas.text(m_x, m_y, indent, QString::number(number), scaled({ Face::Strong, 9.5 }));
    m_x += indent;
    m_width -= indent;
    paragraph(text);
    m_x -= indent;
    m_width += indent;
}

void Flow::row(const QStringList &cells, const QList<double> &shares, const TextStyle &style, double leastHeight)
{
    double height = leastHeight * m_scale;
    double x = m_x;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const double cellWidth = m_width * shares[i];
        height = std::max(height, m_canvas.text(x, m_y, cellWidth - 2, cells[i], scaled(style)));
        x += cellWidth;
    }
    m_y += height;
    gap(0.7);
    rule();
    gap(0.7);
}

void Flow::rule()
{
    m_canvas.rule(m_x, m_y, m_x + m_width, m_y, 0.12, Qt::SolidLine, QColor(0x90, 0x90, 0x90));
}

void Flow::blank(const Phrase &label)
{
    const double height
        = std::max(m_canvas.text(m_x, m_y, m_width * 0.6, label.joined(), scaled(labelStyle)), 4.2 * m_scale);
    const double begin
        = label.first.isEmpty() ? 0 : std::min(m_canvas.widthOf(label.joined(), scaled(labelStyle)), m_width * 0.6) + 3;
    m_y += height;
    m_canvas.rule(m_x + begin, m_y, m_x + m_width, m_y, 0.15);
    gap(2.4);
}

void fit(Canvas &canvas, double x, double y, double width, double height, const std::function<void(Flow &)> &content,
         Paper paper)
{
    for (double scale = 1.12; scale > 0.5; scale -= 0.03) {
        Canvas measure(nullptr, paper);
        Flow trial(measure, x, y, width, scale);
        content(trial);
        if (trial.y() - y > height)
            continue;
        Flow real(canvas, x, y, width, scale);
        content(real);
        return;
    }
    canvas.noteOverfull();
}

} // namespace bg
