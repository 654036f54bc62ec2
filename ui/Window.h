// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/EventLoopMonitor.h"
#include "ui/Wizard.h"

#include <QLabel>
#include <QWidget>

namespace bg {

// The program's window: the practice band, when nothing is real, above the wizard. Follows the system's palette.
class Window final : public QWidget {
    Q_OBJECT

public:
    Window(WizardModel &model, PrintService &printing, QWidget *parent = nullptr);
    Wizard &wizard() { return *m_wizard; }
    // Counts while the window is shown.
    EventLoopMonitor &stallWatch() { return m_stalls; }

Q_SIGNALS:
    void closed();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void wear();
    void refresh();

    WizardModel &m_model;
    QLabel *m_band;
    Wizard *m_wizard;
    EventLoopMonitor m_stalls;
    bool m_isOver = false, m_isDressing = false;
};

} // namespace bg
