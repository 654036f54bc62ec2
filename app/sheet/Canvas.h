// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/Faces.h"
#include "app/sheet/SheetHeader.h"

#include <QColor>
#include <QImage>
#include <QPainter>
#include <QSizeF>
#include <QString>

namespace bg {

inline const QColor ink(Qt::black);
inline const QColor paleInk(0x60, 0x60, 0x60); // for labels: still dark enough for a poor printer

struct TextStyle {
    Face face = Face::Text;
    double points = 9.5;
    QColor colour = ink;
    double tracking = 0; // letter spacing in em
    Qt::Alignment alignment = Qt::AlignLeft;
    double leading = 1.3; // line distance in em
};

// One page, in millimetres from its upper left corner. Draws on a PDF or a picture alike; a measuring canvas only
// counts.
class Canvas {
public:
    // `painter` has unitsPerInch as its unit; null: measure only.
    Canvas(QPainter *painter, Paper paper);

    double width() const { return m_size.width(); }
    double height() const { return m_size.height(); }
    static QSizeF sizeOf(Paper paper); // millimetres
    static constexpr double margin = 18;

    // Wraps at word borders (anywhere, where a word is longer than the line) and returns the height used.
    double text(double x, double y, double width, const QString &text, const TextStyle &style);
    // Width of one unwrapped line.
    double widthOf(const QString &text, const TextStyle &style) const;
    // One line whose baseline lies at `y`, at the largest size up to style.points that fits `width`.
    void line(double x, double baseline, double width, const QString &text, TextStyle style);

    void rule(double x1, double y1, double x2, double y2, double strokeMm = 0.2, Qt::PenStyle pen = Qt::SolidLine,
              QColor colour = ink);
    void box(double x, double y, double width, double height, double strokeMm = 0.3, double radius = 0.8);
    void fill(double x, double y, double width, double height, QColor colour);
    void image(double x, double y, double width, double height, const QImage &image);

    // The first letter for which no font on this machine has a sign; empty when all could be drawn.
    QString missing() const { return m_missing; }
    // A text was too long for its panel even at the smallest size.
    bool isOverfull() const { return m_isOverfull; }
    void noteOverfull() { m_isOverfull = true; }
    void noteMissing(const QString &letter) { m_missing = letter; }

private:
    QPainter *m_painter;
    QSizeF m_size;
    QString m_missing;
    bool m_isOverfull = false;
};

double unitsOf(double millimetres);

} // namespace bg
