// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QLineEdit>
#include <QTreeWidget>

namespace bg {

class ErrorCard;
class MarkLabel;

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
    QTreeWidget *m_tree;
    QLabel *m_summary;
    QPushButton *m_export;
};

} // namespace bg
