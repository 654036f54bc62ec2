// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/AdoptOffer.h"

#include "app/plan/Adoption.h"
#include "ui/parts/MarkLabel.h"
#include "ui/parts/Text.h"
#include "ui/words/ReasonText.h"

#include <algorithm>

namespace bg {

AdoptOffer::AdoptOffer(WizardModel &model, QWidget *parent) : QWidget(parent), m_model(model), m_rows(new QGridLayout)
{
    setObjectName(QStringLiteral("adoptOffer"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, grid);
    column->setSpacing(grid / 2);
    column->addWidget(makeText(tr("This tenant already has accounts that look like emergency accounts"), Tone::Plain,
                               Size::Text, true));
    column->addWidget(makeText(tr("One that is taken over keeps its name and gets new keys, a new password and what it "
                                  "lacks. The review shows each change first."),
                               Tone::Muted));
    m_rows->setContentsMargins(0, grid / 2, 0, 0);
    m_rows->setHorizontalSpacing(2 * grid);
    m_rows->setVerticalSpacing(grid);
    m_rows->setColumnStretch(1, 1);
    column->addLayout(m_rows);
    connect(&m_model, &WizardModel::tenantChanged, this, &AdoptOffer::rebuild);
    connect(&m_model, &WizardModel::choicesChanged, this, &AdoptOffer::refresh);
    rebuild();
}

void AdoptOffer::rebuild()
{
    m_buttons.clear();
    clear(m_rows);
    const auto &tenant = m_model.tenant().value;
    const bool isOffered = tenant && !tenant->found.isEmpty() && m_model.desired().adopt == AdoptChoice::Offer;
    setVisible(isOffered);
    if (!isOffered)
        return;
    for (const DiscoveredAccount &account : tenant->found)
        addRow(account);
    refresh();
}

void AdoptOffer::addRow(const DiscoveredAccount &account)
{
    const int row = m_rows->rowCount();
    const QString name = account.user.userPrincipalName.value;
    const bool canServe = account.ineligibility.isEmpty();
    m_rows->addWidget(new MarkLabel(canServe ? Mark::Note : Mark::Attention, 20), row, 0, Qt::AlignTop);
    auto *text = new QVBoxLayout;
    text->setSpacing(2);
    text->addWidget(makeText(name, Tone::Plain, Size::Text, true));
    text->addWidget(makeText(
        canServe ? foundText(account) : tr("Cannot serve: %1.").arg(reasonText(account.ineligibility)), Tone::Muted));
    m_rows->addLayout(text, row, 1);
    if (!canServe)
        return;
    auto *button = makeButton({}, QStringLiteral("adopt-%1").arg(m_buttons.size()));
    connect(button, &QPushButton::clicked, this, [this, id = account.user.id] { toggle(id); });
    m_rows->addWidget(button, row, 2, Qt::AlignVCenter);
    m_buttons.append({ account.user.id, button });
}

// Where both places are taken, another one can only be used once a place is free.
void AdoptOffer::refresh()
{
    const auto &tenant = m_model.tenant().value;
    if (!tenant)
        return;
    const auto &accounts = m_model.desired().accounts;
    const bool isPlaceLeft = std::any_of(accounts.begin(), accounts.end(),
                                         [](const AccountChoice &choice) { return !choice.adopted.has_value(); });
    for (const DiscoveredAccount &account : tenant->found)
        for (const auto &[id, button] : m_buttons) {
            if (id != account.user.id)
                continue;
            const bool isTaken = isAdopted(m_model.desired(), id);
            button->setText(isTaken ? tr("Make a new one") : tr("Use this account"));
            button->setAccessibleName(
                QStringLiteral("%1: %2").arg(button->text(), account.user.userPrincipalName.value));
            button->setEnabled(isTaken || isPlaceLeft);
        }
}

void AdoptOffer::toggle(const ObjectId &id)
{
    const DesiredState &desired = m_model.desired();
    for (const DiscoveredAccount &account : m_model.tenant().value->found) {
        if (account.user.id != id)
            continue;
        if (!isAdopted(desired, id))
            return m_model.setDesired(adopting(desired, account));
        // The proposal for the same place, so that two new accounts never share a name.
        const auto place = std::find_if(desired.accounts.begin(), desired.accounts.end(),
                                        [&](const AccountChoice &choice) { return choice.adopted == id; });
        AccountChoice fresh = DesiredState::proposal().accounts.value(place - desired.accounts.begin());
        while (std::any_of(desired.accounts.begin(), desired.accounts.end(),
                           [&](const AccountChoice &choice) { return choice.userName == fresh.userName; }))
            fresh = DesiredState::proposal().accounts.first();
        return m_model.setDesired(makingNew(desired, id, fresh));
    }
}

} // namespace bg
