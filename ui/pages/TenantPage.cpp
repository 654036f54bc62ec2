// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/TenantPage.h"

#include "ui/parts/ActivationDialog.h"
#include "ui/parts/ErrorCard.h"
#include "ui/parts/FindingRow.h"
#include "ui/parts/MarkLabel.h"
#include "ui/parts/ResumeCard.h"
#include "ui/words/Words.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QWizard>

#include <algorithm>

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
    m_findings = new QVBoxLayout;
    m_findings->setSpacing(grid);
    m_body->addLayout(m_findings);
    m_body->addStretch(1);
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
    if (m_isShown && m_shown == m_model.findings())
        return;
    m_isShown = true;
    m_shown = m_model.findings();
    clear(m_findings);
    for (const ActionOwner actionOwner : { ActionOwner::Stops, ActionOwner::WizardWillDo, ActionOwner::YouDecide, ActionOwner::Fine })
        addGroup(actionOwner);
}

void TenantPage::addGroup(ActionOwner actionOwner)
{
    const auto count = std::count_if(m_shown.begin(), m_shown.end(),
                                     [actionOwner](const Finding &finding) { return finding.actionOwner == actionOwner; });
    if (!count)
        return;
    const QString title = tr("%1 · %2").arg(actionOwnerTitle(actionOwner)).arg(count);
    auto *rows = new QWidget;
    auto *column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, grid / 2);
    column->setSpacing(grid);
    for (const Finding &finding : m_shown) {
        if (finding.actionOwner != actionOwner)
            continue;
        auto *row = new FindingRow(finding);
        connect(row, &FindingRow::activationChosen, this, &TenantPage::activate);
        connect(row, &FindingRow::repairChosen, this, [this] {
            m_model.begin(Mode::Repair);
            wizard()->next();
        });
        column->addWidget(row);
    }
    if (actionOwner != ActionOwner::Fine) {
        m_findings->addWidget(makeText(title, Tone::Muted, Size::Text, true));
        m_findings->addWidget(rows);
        return;
    }
    auto *fold = makeLink(title, QStringLiteral("fine"));
    fold->setCheckable(true);
    fold->setChecked(m_isFineOpen);
    rows->setVisible(m_isFineOpen);
    connect(fold, &QPushButton::toggled, this, [this, rows](bool isOpen) {
        m_isFineOpen = isOpen;
        rows->setVisible(isOpen);
    });
    m_findings->addWidget(fold, 0, Qt::AlignLeft);
    m_findings->addWidget(rows);
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
