// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/RoleActivation.h"

#include <QComboBox>
#include <QDialog>
#include <QLineEdit>

namespace bg {

// Reason, duration and ticket for activating the operator's own role.
class ActivationDialog final : public QDialog {
    Q_OBJECT

public:
    // `asksTicket`: the rule demands one, and the dialog does not go on without.
    explicit ActivationDialog(bool asksTicket, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const bg::RoleActivation &activation);

private:
    void refresh();

    bool m_asksTicket;
    QLineEdit *m_reason, *m_ticketNumber, *m_ticketSystem;
    QComboBox *m_duration;
    QPushButton *m_activate;
};

} // namespace bg
