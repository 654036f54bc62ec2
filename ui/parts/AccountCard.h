// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/WizardModel.h"

#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>

namespace bg {

class MarkLabel;

// One emergency account: its name, whether it is free, or the existing account that is taken over in its place.
class AccountCard final : public QFrame {
    Q_OBJECT

public:
    AccountCard(WizardModel &model, int account, QWidget *parent = nullptr);

private:
    void edit();
    void refresh();
    void refreshAvailability();

    WizardModel &m_model;
    int m_account;
    QComboBox *m_source;
    QLineEdit *m_userName, *m_displayName;
    QLabel *m_domain, *m_availability, *m_warning;
    MarkLabel *m_mark;
};

} // namespace bg
