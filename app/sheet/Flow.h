// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Canvas.h"
#include "app/sheet/Phrase.h"

#include <QList>
#include <QStringList>

#include <functional>

namespace bg {

// A column of text that grows downwards. `scale` shrinks type and distances alike.
class Flow {
public:
    Flow(Canvas &canvas, double x, double y, double width, double scale);

    double y() const { return m_y; }
    double x() const { return m_x; }
    double width() const { return m_width; }
    double scale() const { return m_scale; }
    Canvas &canvas() { return m_canvas; }

    void gap(double mm) { m_y += mm * m_scale; }
    void title(const Phrase &text, double widthLess = 0);
    void subtitle(const Phrase &text, double widthLess = 0);
    void heading(const Phrase &text);
    void paragraph(const Phrase &text, const TextStyle &style = {});
    // A label in the left column, its value in the right one; a line to write on by hand where there is no value.
    void field(const Phrase &label, const QString &value, Face face = Face::Text);
    void field(const Phrase &label, const Phrase &value);
    void numbered(int number, const Phrase &text);
    // Cells side by side; widths are shares of the whole. A rule is drawn below.
    void row(const QStringList &cells, const QList<double> &shares, const TextStyle &style = {},
             double leastHeight = 0);
    void rule();
    // A line to write on, with its label before it.
    void blank(const Phrase &label);

    static constexpr double labelShare = 0.2;

private:
    TextStyle scaled(TextStyle style) const;

    Canvas &m_canvas;
    double m_x, m_y, m_width, m_scale;
};

// Draws `content` into the height given at the largest scale that fits, from 1.12 down to 0.52; notes on the canvas
// when none does.
void fit(Canvas &canvas, double x, double y, double width, double height, const std::function<void(Flow &)> &content,
         Paper paper);

} // namespace bg
