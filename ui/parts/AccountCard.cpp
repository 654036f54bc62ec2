// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/AccountCard.h"

#include "app/base/VisibleText.h"
#include "ui/parts/MarkLabel.h"
#include "ui/parts/Text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace bg {

AccountCard::AccountCard(WizardModel &model, int account, QWidget *parent)
    : QFrame(parent), m_model(model), m_account(account), m_source(new QComboBox), m_userName(new QLineEdit),
      m_displayName(new QLineEdit), m_domain(makeText({}, Tone::Muted)), m_availability(makeText({}, Tone::Muted)),
      m_warning(makeText({}, Tone::Warning)), m_mark(new MarkLabel(Mark::Open, 20))
{
    setProperty("card", true);
    setObjectName(QStringLiteral("account-%1").arg(account));
    const QString which = account == 0 ? tr("First account") : tr("Second account");
    m_source->setObjectName(QStringLiteral("source-%1").arg(account));
    m_source->setAccessibleName(tr("%1: new or existing").arg(which));
    m_userName->setObjectName(QStringLiteral("userName-%1").arg(account));
    m_userName->setAccessibleName(tr("%1: user name").arg(which));
    m_userName->setMaxLength(64);
    m_displayName->setObjectName(QStringLiteral("displayName-%1").arg(account));
    m_displayName->setAccessibleName(tr("%1: display name").arg(which));
    m_displayName->setMaxLength(256);
    m_availability->setObjectName(QStringLiteral("availability-%1").arg(account));
    m_warning->setText(tr("An attacker looks for names like this first. A neutral name is safer."));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 2 * grid, 20, 2 * grid);
    column->setSpacing(6);
    column->addWidget(makeText(which, Tone::Plain, Size::Lead, true));
    column->addWidget(m_source);
    column->addSpacing(grid / 2);
    auto *userLabel = makeText(tr("User name"), Tone::Muted);
    userLabel->setBuddy(m_userName);
    column->addWidget(userLabel);
    column->addWidget(m_userName);
    column->addWidget(m_domain);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addWidget(m_availability, 1);
    column->addLayout(row);
    column->addWidget(m_warning);
    column->addSpacing(grid / 2);
    auto *displayLabel = makeText(tr("Display name"), Tone::Muted);
    displayLabel->setBuddy(m_displayName);
    column->addWidget(displayLabel);
    column->addWidget(m_displayName);
    column->addStretch(1);

    connect(m_userName, &QLineEdit::textEdited, this, &AccountCard::edit);
    connect(m_displayName, &QLineEdit::textEdited, this, &AccountCard::edit);
    connect(m_source, &QComboBox::activated, this, &AccountCard::edit);
    connect(&m_model, &WizardModel::choicesChanged, this, &AccountCard::refresh);
    connect(&m_model, &WizardModel::tenantChanged, this, &AccountCard::refresh);
    connect(&m_model.userNameCheck(account), &UserNameCheck::changed, this, &AccountCard::refreshAvailability);
    refresh();
}

void AccountCard::edit()
{
    DesiredState desired = m_model.desired();
    AccountChoice &choice = desired.accounts[m_account];
    const QString objectId = m_source->currentData().toString();
    if (objectId.isEmpty()) {
        choice.adopted.reset();
        choice.userName = m_userName->text().trimmed();
    } else {
        choice.adopted = ObjectId(objectId);
        choice.userName = m_source->currentText().section(QLatin1Char('@'), 0, 0);
    }
    choice.displayName = m_displayName->text();
    m_model.setDesired(desired);
}

void AccountCard::refresh()
{
    const AccountChoice &choice = m_model.desired().accounts.value(m_account);
    m_source->clear();
    m_source->addItem(tr("Make a new account"), QString());
    // Those that look like emergency accounts are offered beside the cards.
    for (const Finding &finding : m_model.findings())
        if (finding.id == QLatin1String("name.taken"))
            m_source->addItem(finding.facts.value(QLatin1String("userPrincipalName")).toString(),
                              finding.facts.value(QLatin1String("objectId")).toString());
    const int chosen = choice.adopted ? m_source->findData(choice.adopted->value) : 0;
    m_source->setCurrentIndex(std::max(chosen, 0));
    m_source->setVisible(m_source->count() > 1);

    if (m_userName->text() != choice.userName)
        m_userName->setText(choice.userName);
    if (m_displayName->text() != choice.displayName)
        m_displayName->setText(choice.displayName);
    m_userName->setEnabled(!choice.adopted);
    const auto &tenant = m_model.tenant().value;
    m_domain->setText(tenant ? QLatin1Char('@') + tenant->initialDomain : QString());
    m_warning->setVisible(!choice.adopted && isObviousName(choice.userName));
    refreshAvailability();
}

void AccountCard::refreshAvailability()
{
    const UserNameCheck &check = m_model.userNameCheck(m_account);
    const auto say = [this](Mark mark, const QString &text) {
        m_mark->setMark(mark);
        m_availability->setText(text);
    };
    if (m_model.desired().accounts.value(m_account).adopted)
        return say(Mark::Note, tr("This account is taken over."));
    if (m_model.resume().covers(m_model.principalName(m_account).value))
        return say(Mark::Note, tr("From the run that is gone on with."));
    if (const QString name = m_model.desired().accounts.value(m_account).displayName;
        !name.isEmpty() && !showsAnything(name))
        return say(Mark::Attention, tr("The display name holds only characters that cannot be seen."));
    switch (check.state()) {
    case UserNameCheck::State::NotAsked:
        return say(Mark::Open, tr("Not checked yet"));
    case UserNameCheck::State::Unusable:
        return say(Mark::Attention, check.problem());
    case UserNameCheck::State::Asking:
        return say(Mark::Working, tr("Checking"));
    case UserNameCheck::State::Free:
        return say(Mark::Done, tr("Free"));
    case UserNameCheck::State::Taken:
        return say(Mark::Failed, tr("Taken, or deleted not long ago. Choose another name."));
    case UserNameCheck::State::Unknown:
        return say(Mark::Attention, tr("Could not be checked now; it is checked again before anything is made."));
    }
}

} // namespace bg
