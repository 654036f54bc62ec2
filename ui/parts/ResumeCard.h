// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardModel.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace bg {

class UndoList;

// "A set-up that began on ... was not finished": go on, undo its changes, or leave it. Hidden where there is none.
class ResumeCard final : public QFrame {
    Q_OBJECT

public:
    explicit ResumeCard(WizardModel &model, QWidget *parent = nullptr);

private:
    void refresh();

    WizardModel &m_model;
    QLabel *m_headline, *m_known, *m_meaning;
    QPushButton *m_goOn, *m_undo, *m_leave;
    UndoList *m_changes;
};

} // namespace bg
