// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/FocusScroll.h"

#include "ui/look/Look.h"

#include <QApplication>
#include <QEvent>

namespace bg {

FocusScroll::FocusScroll(QWidget *parent) : QScrollArea(parent)
{
    setFocusPolicy(Qt::NoFocus);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &FocusScroll::follow);
    connect(qApp, &QApplication::focusChanged, &m_soon, qOverload<>(&QTimer::start));
}

bool FocusScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize))
        m_soon.start();
    return QScrollArea::eventFilter(watched, event);
}

void FocusScroll::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    m_soon.start();
}

void FocusScroll::follow()
{
    QWidget *focused = window()->focusWidget(); // also while another program is at the front
    if (focused && widget() && widget()->isAncestorOf(focused))
        ensureWidgetVisible(focused, 0, grid);
}

} // namespace bg
