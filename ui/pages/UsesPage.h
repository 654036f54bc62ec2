// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QCheckBox>
#include <QHash>

namespace bg {

class ErrorCard;
class UseCard;

// How the accounts were used, what that was, and what follows from it.
class UsesPage final : public Page {
    Q_OBJECT

public:
    explicit UsesPage(WizardModel &model);
    void initializePage() override;

private:
    void refresh();
    void build(const UseReview &review);
    void addMethods(const UseReview &review);
    void addAnswer();
    void renew(int account, bool isToBeNew);

    QWidget *m_reading;
    ErrorCard *m_error;
    QVBoxLayout *m_rows;
    QHash<QString, UseCard *> m_cards; // by log entry
    QHash<QString, QCheckBox *> m_methods; // by id of the method
    QList<QCheckBox *> m_accounts;
    QCheckBox *m_keys = nullptr;
    QStringList m_shown; // what the rows were built for
};

} // namespace bg
