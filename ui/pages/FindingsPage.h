// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace bg {

class ErrorCard;
class FindingList;

// The check at work, then what it found: what is new since the last one first.
class FindingsPage final : public Page {
    Q_OBJECT

public:
    explicit FindingsPage(WizardModel &model);
    void initializePage() override;

private:
    void refresh();
    void showFindings();
    void repair();

    QWidget *m_reading;
    QLabel *m_step;
    ErrorCard *m_failure;
    FindingList *m_findings;
    QPushButton *m_repair;
    QPushButton *m_setUp;
    QPushButton *m_used; // explain the uses that were found
    QPushButton *m_again;
};

} // namespace bg
