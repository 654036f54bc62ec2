// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/TenantPage.h"

#include "ui/parts/ActivationDialog.h"
#include "ui/parts/ErrorCard.h"
#include "ui/parts/FindingList.h"
#include "ui/parts/MarkLabel.h"
#include "ui/parts/ResumeCard.h"
#include "ui/words/Words.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QWizard>

#include <algorithm>
#include <iterator>

namespace bg {

TenantPage::TenantPage(WizardModel &model) : Page(PageId::Tenant, QStringLiteral("tenant"), model)
{
    m_reading = new QWidget;
    auto *row = new QHBoxLayout(m_reading);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid);
    row->addWidget(new MarkLabel(Mark::Working));
    row->addWidget(makeText(tr("Reading the tenant. Nothing is changed."), Tone::Muted), 1);
    m_body->addWidget(m_reading);
    m_body->addWidget(m_error = new ErrorCard(tr("Read again")));
    m_body->addWidget(new ResumeCard(model));
    m_body->addWidget(m_findings = new FindingList);
    m_body->addStretch(1);
    connect(m_findings, &FindingList::activationChosen, this, &TenantPage::activate);
    connect(m_findings, &FindingList::repairChosen, this, [this] {
        m_model.begin(Mode::Repair);
        wizard()->next();
    });
    connect(m_error, &ErrorCard::actionChosen, &m_model, &WizardModel::readTenant);
    connect(&m_model, &WizardModel::tenantChanged, this, &TenantPage::refresh);
    refresh();
}

void TenantPage::initializePage()
{
    if (!m_model.tenant().value)
        m_model.readTenant();
    refresh();
}

void TenantPage::refresh()
{
    const auto &tenant = m_model.tenant();
    setHeading(tenant.value ? tr("%1, as it stands").arg(tenant.value->displayName) : tr("The tenant, as it stands"),
               tr("What was found that decides whether an emergency account works at 3 a.m."));
    m_reading->setVisible(tenant.isRunning || m_model.activation().isRunning);
    m_error->setVisible(false);
    if (m_model.activation().error)
        m_error->show(*m_model.activation().error);
    else if (tenant.error)
        m_error->show(*tenant.error);
    QList<FindingGroup> groups;
    for (const ActionOwner owner :
         { ActionOwner::Stops, ActionOwner::WizardWillDo, ActionOwner::YouDecide, ActionOwner::Fine }) {
        FindingGroup group;
        group.title = actionOwnerTitle(owner);
        if (owner == ActionOwner::Fine)
            group.fold = QStringLiteral("fine");
        std::copy_if(m_model.findings().begin(), m_model.findings().end(), std::back_inserter(group.findings),
                     [owner](const Finding &finding) { return finding.actionOwner == owner; });
        groups.append(group);
    }
    m_findings->show(groups);
}

void TenantPage::activate()
{
    bool asksTicket = false;
    for (const Finding &finding : m_model.findings())
        asksTicket
            = asksTicket || finding.facts[QStringLiteral("asks")].toArray().contains(QStringLiteral("Ticketing"));
    auto *dialog = new ActivationDialog(asksTicket, this);
    connect(dialog, &ActivationDialog::chosen, &m_model, &WizardModel::activateRole);
    dialog->open();
}

} // namespace bg
