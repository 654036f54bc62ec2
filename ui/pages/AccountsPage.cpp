// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/AccountsPage.h"

#include "ui/parts/AccountCard.h"
#include "ui/parts/AdoptOffer.h"

#include <QHBoxLayout>

#include <algorithm>

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

    m_pimRow = new QWidget;
    auto *row = new QVBoxLayout(m_pimRow);
    row->setContentsMargins(0, grid, 0, 0);
    auto *label = makeText(tr("Permanent assignments of the role are forbidden by a rule. What shall be done?"));
    m_pim = new QComboBox;
    m_pim->setObjectName(QStringLiteral("pimRule"));
    m_pim->setAccessibleName(label->text());
    m_pim->addItem(tr("Assign the role directly, outside the rule"), int(PimRuleChoice::Direct));
    m_pim->addItem(tr("Change the rule for a moment, then put it back"), int(PimRuleChoice::Change));
    m_pim->addItem(tr("Stop here"), int(PimRuleChoice::Stop));
    label->setBuddy(m_pim);
    row->addWidget(label);
    row->addWidget(m_pim, 0, Qt::AlignLeft);
    m_body->addWidget(m_pimRow);
    m_body->addWidget(
        makeText(tr("Password that never expires · no licence · no mail, no phone · Global Administrator, "
                    "permanent · left out of every policy that could lock them out"),
                 Tone::Muted));
    m_body->addStretch(1);
    connect(m_pim, &QComboBox::activated, this, [this] {
        DesiredState desired = m_model.desired();
        desired.pimRule = PimRuleChoice(m_pim->currentData().toInt());
        m_model.setDesired(desired);
    });
    connect(&m_model, &WizardModel::choicesChanged, this, &AccountsPage::refresh);
    connect(&m_model, &WizardModel::tenantChanged, this, &AccountsPage::refresh);
    refresh();
}

void AccountsPage::refresh()
{
    const QList<Finding> &findings = m_model.findings();
    m_pimRow->setVisible(std::any_of(findings.begin(), findings.end(), [](const Finding &finding) {
        return finding.id == QLatin1String("pim.forbids");
    }));
    m_pim->setCurrentIndex(m_pim->findData(int(m_model.desired().pimRule)));
    const auto &accounts = m_model.desired().accounts;
    m_same->setVisible(accounts.size() == 2
                       && !accounts[0].userName.compare(accounts[1].userName, Qt::CaseInsensitive));
}

} // namespace bg
