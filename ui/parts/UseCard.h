// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/SeenUse.h"

#include <QComboBox>
#include <QFrame>
#include <QLineEdit>

namespace bg {

// One use of an account: when, from where and how, and what it was. What a record explains is said; of the others the
// person says it.
class UseCard final : public QFrame {
    Q_OBJECT

public:
    explicit UseCard(const SeenUse &use, QWidget *parent = nullptr);
    // The same use, after something was said of it.
    void refresh(const SeenUse &use);

Q_SIGNALS:
    void explained(bg::UseReason reason, const QString &note);

private:
    void tell();

    QComboBox *m_reason = nullptr; // null where a record explains the use
    QLineEdit *m_note = nullptr;
};

} // namespace bg
