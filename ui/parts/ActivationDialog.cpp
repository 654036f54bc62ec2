// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/ActivationDialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>

namespace bg {

using namespace std::chrono_literals;

ActivationDialog::ActivationDialog(bool asksTicket, QWidget *parent)
    : QDialog(parent), m_asksTicket(asksTicket), m_reason(new QLineEdit(tr("Setting up emergency access accounts"))),
      m_ticketNumber(new QLineEdit), m_ticketSystem(new QLineEdit), m_duration(new QComboBox)
{
    setObjectName(QStringLiteral("activation"));
    setWindowTitle(tr("Activate the role"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_reason->setObjectName(QStringLiteral("activationReason"));
    m_ticketNumber->setObjectName(QStringLiteral("ticketNumber"));
    m_ticketSystem->setObjectName(QStringLiteral("ticketSystem"));
    m_duration->setObjectName(QStringLiteral("duration"));
    for (const int hours : {1, 2, 4, 8})
        m_duration->addItem(tr("%n hour(s)", nullptr, hours), hours);

    auto *form = new QFormLayout(this);
    form->addRow(tr("Reason, as your auditors will read it"), m_reason);
    form->addRow(tr("For how long"), m_duration);
    form->addRow(asksTicket ? tr("Ticket number, asked for by the rule") : tr("Ticket number, if there is one"), m_ticketNumber);
    form->addRow(tr("Ticket system"), m_ticketSystem);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_activate = buttons->addButton(tr("Activate"), QDialogButtonBox::AcceptRole);
    m_activate->setObjectName(QStringLiteral("activateNow"));
    form->addRow(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen({m_reason->text().trimmed(), m_duration->currentData().toInt() * 60min, m_ticketNumber->text().trimmed(),
                       m_ticketSystem->text().trimmed()});
        accept();
    });
    for (const QLineEdit *field : {m_reason, m_ticketNumber})
        connect(field, &QLineEdit::textChanged, this, &ActivationDialog::refresh);
    refresh();
}

void ActivationDialog::refresh()
{
    const bool hasTicket = !m_asksTicket || !m_ticketNumber->text().trimmed().isEmpty();
    m_activate->setEnabled(hasTicket && !m_reason->text().trimmed().isEmpty());
}

} // namespace bg
