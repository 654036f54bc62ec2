// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace bg {

// One error: what happened, what to do, and the service's own words under "Details".
class ErrorCard final : public QFrame {
    Q_OBJECT

public:
    // `action` names the button that offers the way out ("Try again"); empty: no button.
    explicit ErrorCard(const QString &action = {}, QWidget *parent = nullptr);
    void show(const Error &error);

Q_SIGNALS:
    void actionChosen();

private:
    QLabel *m_happened, *m_remedy, *m_details;
    QPushButton *m_fold;
};

} // namespace bg
