// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/RunView.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

namespace bg {

class MarkLabel;

// One step of the run: its state, its name, how far it is, and after a failure what to do, with "Details".
class StepLine final : public QWidget {
    Q_OBJECT

public:
    explicit StepLine(QWidget *parent = nullptr);
    void show(const StepRow &row);
    // "Account harbour.north, done and read back"
    QString spoken() const;

Q_SIGNALS:
    void resized(); // its details were opened or closed

private:
    MarkLabel *m_mark;
    QLabel *m_title, *m_detail, *m_words;
    QProgressBar *m_bar;
    QPushButton *m_fold;
};

} // namespace bg
