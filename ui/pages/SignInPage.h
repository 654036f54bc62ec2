// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QTimer>

namespace bg {

class ErrorCard;

class SignInPage final : public Page {
    Q_OBJECT

public:
    explicit SignInPage(WizardModel &model);
    QAbstractButton *primary() const override;

private:
    QWidget *makeBefore();
    QWidget *makeChoices();
    QWidget *makeAfter();
    void refresh();
    void waitForTheBrowser(bool isWaiting);
    void choose();
    void showApp();

    QWidget *m_before, *m_choices, *m_after;
    QPushButton *m_signIn, *m_stop, *m_copyLink, *m_useCode, *m_more;
    QPushButton *m_doubt; // whether the browser shows an error
    QLabel *m_browserErrors;
    QTimer *m_patience; // until the page asks
    QLabel *m_waiting, *m_aboutCode, *m_app, *m_why, *m_records, *m_signedInApp;
    QCheckBox *m_sure;
    QString m_asked; // the app and the login that m_sure is about
    ErrorCard *m_error;
    QComboBox *m_cloud;
    QLineEdit *m_tenant, *m_client;
    QLabel *m_person, *m_userName, *m_tenantName, *m_role;
};

} // namespace bg
