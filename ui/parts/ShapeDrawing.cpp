// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/ShapeDrawing.h"

#include "ui/look/Look.h"

#include <QPainter>

namespace bg {

namespace {
void drawEnvelope(QPainter &painter, const QRectF &box, const QString &inside, const Look &look)
{
    painter.setPen(QPen(look.text, 1.6));
    painter.setBrush(look.ground);
    painter.drawRoundedRect(box, 3, 3);
    const QPointF middle(box.center().x(), box.top() + box.height() * 0.42);
    painter.drawPolyline(QPolygonF({ box.topLeft() + QPointF(1, 2), middle, box.topRight() + QPointF(-1, 2) }));
    painter.setPen(look.accent);
    painter.drawText(QRectF(box.left(), middle.y(), box.width(), box.bottom() - middle.y()), Qt::AlignCenter, inside);
}
} // namespace

ShapeDrawing::ShapeDrawing(PasswordShape shape, QWidget *parent) : QWidget(parent), m_shape(shape)
{
    setMinimumSize(12 * grid, sizeHint().height());
}

void ShapeDrawing::paintEvent(QPaintEvent *)
{
    const Look look = Look::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(width() / 2.0, height() / 2.0);
    const double scale = std::min(1.0, width() / double(sizeHint().width()));
    painter.scale(scale, scale);
    painter.setFont(codeFont(font()));
    const auto sign = [&](double x, const QString &text) {
        painter.setPen(look.muted);
        painter.drawText(QRectF(x - 10, -20, 20, 40), Qt::AlignCenter, text);
    };
    const double w = 46, h = 34;
    switch (m_shape) {
    case PasswordShape::Whole:
        drawEnvelope(painter, { -w * 0.65, -h * 0.65, w * 1.3, h * 1.3 }, QStringLiteral("A"), look);
        break;
    case PasswordShape::TwoParts:
        drawEnvelope(painter, { -w - 12, -h / 2, w, h }, QStringLiteral("A"), look);
        sign(0, QStringLiteral("+"));
        drawEnvelope(painter, { 12, -h / 2, w, h }, QStringLiteral("B"), look);
        break;
    case PasswordShape::TwoOfThree:
        drawEnvelope(painter, { -w * 1.5 - 8, -h / 2, w, h }, QStringLiteral("BC"), look);
        drawEnvelope(painter, { -w / 2, -h / 2, w, h }, QStringLiteral("AC"), look);
        drawEnvelope(painter, { w / 2 + 8, -h / 2, w, h }, QStringLiteral("AB"), look);
        break;
    }
}

} // namespace bg
