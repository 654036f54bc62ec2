// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace bg {

class ProofPage final : public Page {
    Q_OBJECT

public:
    explicit ProofPage(WizardModel &model);
    void initializePage() override { refresh(); }

private:
    void refresh();
    QWidget *makeAccount(int account);
    QVBoxLayout *m_accounts;
};

} // namespace bg
