// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QComboBox>

#include <map>

namespace bg {

// Statements that no program can see, each answered with yes, no, or left open.
class QuestionsPage final : public Page {
    Q_OBJECT

public:
    explicit QuestionsPage(WizardModel &model);
    void initializePage() override { refresh(); }

private:
    QWidget *makeQuestion(const Statement &statement);
    void answer(const QString &statement, int choice);
    void refresh();

    struct Row {
        QComboBox *answer = nullptr;
        QLabel *before = nullptr;
    };
    std::map<QString, Row> m_rows;
};

} // namespace bg
