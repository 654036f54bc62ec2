// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/KeyDrawing.h"

#include "ui/look/Icon.h"

#include <QPainter>

#include <cmath>

namespace bg {

KeyDrawing::KeyDrawing(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_beat.setInterval(40);
    connect(&m_beat, &QTimer::timeout, this, [this] {
        m_turn = std::fmod(m_turn + 0.025, 1.0);
        update();
    });
}

void KeyDrawing::show(KeyProgress::Phase phase, const QString &label)
{
    using Phase = KeyProgress::Phase;
    m_phase = phase;
    m_label = label;
    const bool moves = phase != Phase::Done && phase != Phase::Trouble && phase != Phase::LeftOut;
    if (moves && !prefersReducedMotion())
        m_beat.start();
    else
        m_beat.stop();
    update();
}

void KeyDrawing::paintEvent(QPaintEvent *)
{
    using Phase = KeyProgress::Phase;
    const Look look = Look::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double scale = std::min({ width() / 260.0, height() / 130.0, 1.5 });
    painter.translate(width() / 2.0, height() / 2.0);
    painter.scale(scale, scale);
    painter.translate(-23, 0); // body and connector together stand in the middle

    const bool isMoving = m_phase == Phase::Insert || m_phase == Phase::Remove;
    const bool isTouch = m_phase == Phase::Touch || m_phase == Phase::TouchToProve || m_phase == Phase::ChooseByTouch;
    // The socket at the right edge, into which the key goes.
    if (isMoving) {
        painter.setPen(QPen(look.muted, 2));
        painter.drawLine(QPointF(112, -44), QPointF(112, -24));
        painter.drawLine(QPointF(112, 24), QPointF(112, 44));
        painter.drawLine(QPointF(112, -24), QPointF(126, -24));
        painter.drawLine(QPointF(112, 24), QPointF(126, 24));
        const double way = m_phase == Phase::Insert ? m_turn : 1 - m_turn;
        painter.translate(-34 + 24 * way, 0);
    }
    painter.setPen(QPen(look.text, 2));
    painter.setBrush(look.card);
    painter.drawRoundedRect(QRectF(70, -19, 46, 38), 1, 1);
    painter.setPen(QPen(look.muted, 1.5));
    for (const double y : { -9.0, 0.0, 9.0 })
        painter.drawLine(QPointF(80, y), QPointF(106, y));
    painter.setPen(QPen(look.text, 2));
    painter.setBrush(look.ground);
    painter.drawRoundedRect(QRectF(-70, -32, 140, 64), 15, 15);

    const QPointF sensor(-18, 0);
    painter.setBrush(Qt::NoBrush);
    if (isTouch)
        for (const double ring : { m_turn, std::fmod(m_turn + 0.5, 1.0) }) {
            QColor color = look.accent;
            color.setAlphaF(float(0.65 * (1 - ring)));
            painter.setPen(QPen(color, 3));
            painter.drawEllipse(sensor, 17 + 15 * ring, 17 + 15 * ring);
        }
    painter.setPen(QPen(isTouch ? look.accent : look.muted, isTouch ? 3 : 2));
    painter.drawEllipse(sensor, 17, 17);
    if (m_phase == Phase::Done || m_phase == Phase::Trouble || m_phase == Phase::LeftOut) {
        const Mark mark = m_phase == Phase::Done ? Mark::Done : Mark::Attention;
        paintIcon(painter, QRectF(sensor.x() - 13, -13, 26, 26), iconName(mark), colorOf(mark, look), look.ground);
    }
    painter.setPen(look.text);
    painter.setFont(scaled(font(), Size::Text));
    painter.drawText(QRectF(8, -32, 60, 64), Qt::AlignCenter, m_label);
}

} // namespace bg
