// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace bg {

class ErrorCard;

// The accounts as they stand, a card each, and what is due.
class StatusPage final : public Page {
    Q_OBJECT

public:
    explicit StatusPage(WizardModel &model);
    void initializePage() override;

private:
    void refresh();
    QWidget *makeAccount(const AccountStatus &account) const;
    QWidget *makeDates(const TenantStatus &tenantStatus);
    void go(Mode mode);

    QWidget *m_reading;
    ErrorCard *m_error;
    QVBoxLayout *m_cards;
};

} // namespace bg
