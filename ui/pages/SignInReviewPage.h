// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QCheckBox>
#include <QHash>

namespace bg {

class ErrorCard;
class AccountSignInCard;

// How the accounts were used, what that was, and what follows from it.
class SignInReviewPage final : public Page {
    Q_OBJECT

public:
    explicit SignInReviewPage(WizardModel &model);
    void initializePage() override;

private:
    void refresh();
    void build(const SignInReview &review);
    void addMethods(const SignInReview &review);
    void addAnswer();
    void renew(int account, bool isToBeNew);

    QWidget *m_reading;
    ErrorCard *m_error;
    QVBoxLayout *m_rows;
    QHash<QString, AccountSignInCard *> m_cards; // by log entry
    QHash<QString, QCheckBox *> m_methods; // by id of the method
    QList<QCheckBox *> m_accounts;
    QCheckBox *m_keys = nullptr;
    QStringList m_shown; // what the rows were built for
};

} // namespace bg
