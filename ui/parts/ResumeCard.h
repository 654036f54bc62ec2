// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/WizardModel.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace bg {

class UndoList;

// "A set-up that began on ... was not finished": go on, undo its changes, or leave it; of a rotation also what opens
// which account now. Hidden where there is none.
class ResumeCard final : public QFrame {
    Q_OBJECT

public:
    // `name` is what its objects' names begin with.
    explicit ResumeCard(WizardModel &model, const QString &name = QStringLiteral("resume"), QWidget *parent = nullptr);

private:
    void refresh();

    WizardModel &m_model;
    QLabel *m_headline, *m_known, *m_meaning;
    QVBoxLayout *m_ways;
    QPushButton *m_goOn, *m_undo, *m_leave;
    UndoList *m_changes;
};

} // namespace bg
