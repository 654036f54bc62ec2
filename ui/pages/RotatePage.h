// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QCheckBox>

namespace bg {

// What is to be renewed, and of which account.
class RotatePage final : public Page {
    Q_OBJECT

public:
    explicit RotatePage(WizardModel &model);
    void initializePage() override { refresh(); }

private:
    QCheckBox *makeChoice(QLayout *into, const QString &title, const QString &meaning, const QString &name);
    void edit();
    void refresh();

    QCheckBox *m_accounts[2];
    QCheckBox *m_password, *m_pins, *m_keys;
    QLabel *m_order, *m_freshKeys;
};

} // namespace bg
