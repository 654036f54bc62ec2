// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace bg {

class AccountsPage final : public Page {
    Q_OBJECT

public:
    explicit AccountsPage(WizardModel &model);

private:
    void refresh();
    QLabel *m_same;
};

} // namespace bg
