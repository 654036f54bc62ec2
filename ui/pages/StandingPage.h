// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace bg {

class ErrorCard;

// The accounts as they stand, a card each, and what is due.
class StandingPage final : public Page {
    Q_OBJECT

public:
    explicit StandingPage(WizardModel &model);
    void initializePage() override;

private:
    void refresh();
    QWidget *makeAccount(const StandingAccount &account) const;
    QWidget *makeDates(const Standing &standing);
    void go(Mode mode);

    QWidget *m_reading;
    ErrorCard *m_error;
    QVBoxLayout *m_cards;
};

} // namespace bg
