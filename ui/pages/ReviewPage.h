// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QTreeView>

namespace bg {

class ErrorCard;
class PlannedWritesModel;

class ReviewPage final : public Page {
    Q_OBJECT

public:
    explicit ReviewPage(WizardModel &model);
    void initializePage() override;
    // Also that somebody said that this very list was read.
    bool isComplete() const override;
    QAbstractButton *primary() const override;
    // The button that makes it real: "Start: 43 changes".
    QString startText() const;

Q_SIGNALS:
    void startTextChanged();

private:
    void refresh();
    void keepUp();
    void filter();
    void save();

    QWidget *m_reading;
    ErrorCard *m_error;
    QLineEdit *m_search;
    PlannedWritesModel *m_writes;
    QTreeView *m_tree;
    QLabel *m_summary;
    QPushButton *m_export;
    QCheckBox *m_haveRead;
    QString m_readHash; // of the plan that m_haveRead is about
};

} // namespace bg
