// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/AccountsPage.h"

#include "ui/parts/AccountCard.h"
#include "ui/parts/AdoptOffer.h"

#include <QHBoxLayout>

namespace bg {

AccountsPage::AccountsPage(WizardModel &model) : Page(PageId::Accounts, QStringLiteral("accounts"), model)
{
    setHeading(tr("Two accounts"), tr("Cloud only, on the tenant's first domain, for nobody's daily work."));
    m_body->addWidget(new AdoptOffer(model));
    auto *cards = new QHBoxLayout;
    cards->setSpacing(2 * grid);
    for (int i = 0; i < m_model.desired().accounts.size(); ++i)
        cards->addWidget(new AccountCard(model, i), 1);
    m_body->addLayout(cards);
    m_body->addWidget(m_same
                      = makeText(tr("Both accounts have the same name. Give one of them another."), Tone::Warning));

    m_body->addWidget(
        makeText(tr("Password that never expires · no licence · no mail, no phone · Global Administrator, "
                    "permanent · left out of every policy that could lock them out"),
                 Tone::Muted));
    m_body->addStretch(1);
    connect(&m_model, &WizardModel::choicesChanged, this, &AccountsPage::refresh);
    connect(&m_model, &WizardModel::tenantChanged, this, &AccountsPage::refresh);
    refresh();
}

void AccountsPage::refresh()
{
    const auto &accounts = m_model.desired().accounts;
    m_same->setVisible(accounts.size() == 2
                       && !accounts[0].userName.compare(accounts[1].userName, Qt::CaseInsensitive));
}

} // namespace bg
