// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/AccountSignIn.h"

#include <QComboBox>
#include <QFrame>
#include <QLineEdit>

namespace bg {

// One use of an account: when, from where and how, and what it was. What a record explains is said; of the others the
// person says it.
class AccountSignInCard final : public QFrame {
    Q_OBJECT

public:
    explicit AccountSignInCard(const AccountSignIn &use, QWidget *parent = nullptr);
    // The same use, after something was said of it.
    void refresh(const AccountSignIn &use);

Q_SIGNALS:
    void explained(bg::SignInReason reason, const QString &note);

private:
    void tell();

    QComboBox *m_reason = nullptr; // null where a record explains the use
    QLineEdit *m_note = nullptr;
};

} // namespace bg
