// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

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
};

} // namespace bg
