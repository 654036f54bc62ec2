// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/InputGuard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>

namespace bg {

using namespace std::chrono_literals;

InputGuard::InputGuard(QWidget &window) : QObject(&window), m_window(window)
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(0);
    m_unpainted.setSingleShot(true);
    m_unpainted.setInterval(500ms);
    connect(&m_settled, &QTimer::timeout, this, [this] { m_isLive = true; });
    connect(&m_unpainted, &QTimer::timeout, &m_settled, qOverload<>(&QTimer::start));
    qApp->installEventFilter(this);
}

void InputGuard::begin(QWidget &shown)
{
    m_isLive = m_wasPressed = false;
    m_settled.stop();
    m_unpainted.start();
    m_shown = &shown;
    shown.update();
}

// Unlike QWidget::isAncestorOf, dialogs of the window are a part of it.
bool InputGuard::isOurs(const QWidget *widget) const
{
    while (widget && widget != &m_window)
        widget = widget->parentWidget();
    return widget;
}

bool InputGuard::drops(const QEvent &event)
{
    switch (event.type()) {
    case QEvent::KeyPress:
    case QEvent::Shortcut:
    case QEvent::TouchBegin:
        return !m_isLive;
    case QEvent::MouseButtonPress:
        m_wasPressed |= m_isLive;
        return !m_isLive;
    case QEvent::MouseButtonDblClick:
        return !m_wasPressed;
    default:
        return false;
    }
}

bool InputGuard::pressesByEnter(QWidget &focused, QEvent &event)
{
    const auto &key = static_cast<QKeyEvent &>(event);
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    auto *button = qobject_cast<QAbstractButton *>(&focused);
    if (!isEnter || !button)
        return false;
    if (!key.isAutoRepeat())
        button->click();
    return true;
}

bool InputGuard::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Paint:
        if (watched == m_shown && !m_isLive && !m_settled.isActive()) {
            m_unpainted.stop();
            m_settled.start();
        }
        return false;
    case QEvent::KeyPress:
    case QEvent::Shortcut:
    case QEvent::TouchBegin:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick: {
        auto *widget = qobject_cast<QWidget *>(watched);
        if (!widget || !isOurs(widget))
            return false;
        return drops(*event) || (event->type() == QEvent::KeyPress && pressesByEnter(*widget, *event));
    }
    default:
        return false;
    }
}

} // namespace bg
