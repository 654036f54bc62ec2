// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/MarkLabel.h"

#include <QCoreApplication>
#include <QPainter>

namespace bg {

QString wordOf(Mark mark)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("bg::MarkLabel", text); };
    switch (mark) {
    case Mark::Open:
        return tr(QT_TRANSLATE_NOOP("bg::MarkLabel", "not yet"));
    case Mark::Current:
        return tr(QT_TRANSLATE_NOOP("bg::MarkLabel", "now"));
    case Mark::Done:
        return tr(QT_TRANSLATE_NOOP("bg::MarkLabel", "done"));
    case Mark::Working:
        return tr(QT_TRANSLATE_NOOP("bg::MarkLabel", "at work"));
    case Mark::Attention:
        return tr(QT_TRANSLATE_NOOP("bg::MarkLabel", "needs attention"));
    case Mark::Failed:
        return tr(QT_TRANSLATE_NOOP("bg::MarkLabel", "stopped"));
    case Mark::Note:
        return tr(QT_TRANSLATE_NOOP("bg::MarkLabel", "note"));
    case Mark::Skipped:
        return tr(QT_TRANSLATE_NOOP("bg::MarkLabel", "left out"));
    }
    return {};
}

MarkLabel::MarkLabel(Mark mark, int size, QWidget *parent) : QWidget(parent), m_size(size)
{
    setFixedSize(size, size);
    m_turn.setInterval(40);
    connect(&m_turn, &QTimer::timeout, this, [this] {
        m_angle = (m_angle + 12) % 360;
        update();
    });
    setMark(mark);
}

MarkLabel::MarkLabel(const QString &icon, int size, QWidget *parent) : MarkLabel(Mark::Open, size, parent)
{
    m_icon = icon;
    setAccessibleName({});
}

void MarkLabel::setMark(Mark mark)
{
    m_mark = mark;
    setAccessibleName(wordOf(mark));
    if (mark == Mark::Working && !prefersReducedMotion())
        m_turn.start();
    else
        m_turn.stop();
    update();
}

void MarkLabel::paintEvent(QPaintEvent *)
{
    const Look look = Look::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_icon.isEmpty())
        return paintIcon(painter, rect(), m_icon, look.muted, look.ground);
    if (m_mark == Mark::Working) {
        painter.translate(m_size / 2.0, m_size / 2.0);
        painter.rotate(m_angle);
        painter.translate(-m_size / 2.0, -m_size / 2.0);
    }
    paintIcon(painter, rect(), iconName(m_mark), colorOf(m_mark, look), look.ground);
}

} // namespace bg
