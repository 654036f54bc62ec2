// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Window.h"

#include "ui/look/Look.h"
#include "ui/parts/CaptureGuard.h"
#include "ui/parts/Text.h"

#include <QApplication>
#include <QCloseEvent>
#include <QVBoxLayout>

namespace bg {

Window::Window(WizardModel &model, PrintService &printing, QWidget *parent)
    : QWidget((dressApplication(), parent)), m_model(model),
      m_band(makeText(tr("Practice: nothing here is real. No tenant, no key and no paper of yours is touched."))),
      m_wizard(new Wizard(model, printing, this))
{
    setObjectName(QStringLiteral("window"));
    setAttribute(Qt::WA_StyledBackground);
    setWindowTitle(tr("Break-Glass Wizard"));
    m_band->setObjectName(QStringLiteral("practiceBand"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_band);
    column->addWidget(m_wizard, 1);
    connect(m_wizard, &QDialog::finished, this, [this] {
        m_isOver = true;
        close();
    });
    connect(&m_model, &WizardModel::choicesChanged, this, &Window::refresh);
    wear();
    refresh();
    resize(960, 640);
    setMinimumSize(800, 560);
}

void Window::refresh()
{
    m_band->setVisible(m_model.isPractice());
}

void Window::wear()
{
    m_isDressing = true;
    const Look look = Look::of(QApplication::palette());
    setPalette(look.palette());
    setStyleSheet(look.styleSheet());
    m_isDressing = false;
}

void Window::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange && !m_isDressing)
        wear();
}

void Window::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    keepOutOfCaptures(*this);
    m_stalls.start();
}

void Window::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_stalls.stop();
}

void Window::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return m_wizard->reject();
    QWidget::keyPressEvent(event);
}

void Window::closeEvent(QCloseEvent *event)
{
    if (m_isOver) {
        Q_EMIT closed();
        return event->accept();
    }
    event->ignore();
    m_wizard->reject();
}

} // namespace bg
