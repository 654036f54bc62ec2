// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/WizardModel.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace bg {

class ErrorCard;
class UndoRow;

// The Conditional Access changes of a run, each with what it was before and a way to put it back, or all at once; and
// what became of it.
class UndoList final : public QFrame {
    Q_OBJECT

public:
    explicit UndoList(WizardModel &model, QWidget *parent = nullptr);

private:
    void refresh();
    void showRows();

    WizardModel &m_model;
    QLabel *m_sentence;
    QVBoxLayout *m_column;
    QList<UndoRow *> m_rows;
    QPushButton *m_all;
    ErrorCard *m_error;
};

} // namespace bg
