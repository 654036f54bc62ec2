// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTimer>

namespace bg {

class ErrorCard;

// A drill, stage by stage: who knows, the sign-in, the clock until the alert, and what people saw.
class DrillPage final : public Page {
    Q_OBJECT

public:
    explicit DrillPage(WizardModel &model);
    void initializePage() override;

private:
    QWidget *makeInform();
    QWidget *makeSignIn();
    QWidget *makeAlert();
    QWidget *makeReport();
    QWidget *makeKept();
    void offerAccounts();
    void chooseAccount();
    void refresh();
    void showTime();
    void showKept();
    QString traceSentence() const;

    QStackedWidget *m_stages;
    QVBoxLayout *m_accountRows;
    QButtonGroup m_accounts;
    QCheckBox *m_blind;
    QPushButton *m_begin, *m_signIn, *m_copyLink;
    QLabel *m_signInText, *m_time, *m_trace, *m_reportTrace, *m_accessLine;
    QLineEdit *m_witness;
    QComboBox *m_seal;
    QPlainTextEdit *m_problems;
    QPushButton *m_keep;
    QVBoxLayout *m_results;
    ErrorCard *m_error;
    QTimer m_tick;
};

} // namespace bg
