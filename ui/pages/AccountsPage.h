// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QComboBox>

namespace bg {

class AccountsPage final : public Page {
    Q_OBJECT

public:
    explicit AccountsPage(WizardModel &model);

private:
    void refresh();
    QWidget *m_pimRow;
    QComboBox *m_pim;
    QLabel *m_same;
};

} // namespace bg
