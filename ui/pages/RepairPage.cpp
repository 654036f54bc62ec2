// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/RepairPage.h"

#include "app/plan/Repair.h"
#include "ui/parts/ErrorCard.h"
#include "ui/parts/MarkLabel.h"

#include <QHBoxLayout>

namespace bg {

RepairPage::RepairPage(WizardModel &model)
    : Page(PageId::Repair, QStringLiteral("repair"), model), m_reading(new QWidget),
      m_error(new ErrorCard(tr("Read again"))), m_rows(new QVBoxLayout)
{
    setHeading(tr("Let people in again"),
               tr("Choose the policies that lock people out. They only report from then on, until you put them back."));
    auto *row = new QHBoxLayout(m_reading);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid);
    row->addWidget(new MarkLabel(Mark::Working));
    row->addWidget(makeText(tr("Reading the tenant. Nothing is changed."), Tone::Muted), 1);
    m_body->addWidget(m_reading);
    m_body->addWidget(m_error);
    m_rows->setSpacing(grid);
    m_body->addLayout(m_rows);
    m_body->addStretch(1);
    connect(m_error, &ErrorCard::actionChosen, &m_model, &WizardModel::readTenant);
    connect(&m_model, &WizardModel::tenantChanged, this, &RepairPage::refresh);
    connect(&m_model, &WizardModel::choicesChanged, this, &RepairPage::refresh);
    refresh();
}

void RepairPage::initializePage()
{
    if (!m_model.tenant().value)
        m_model.readTenant();
    refresh();
}

void RepairPage::refresh()
{
    const auto &tenant = m_model.tenant();
    m_reading->setVisible(tenant.isRunning);
    m_error->setVisible(false);
    if (tenant.error)
        m_error->show(*tenant.error);
    if (!tenant.value) {
        clear(m_rows);
        m_boxes.clear();
        m_shown.clear();
        return;
    }
    QStringList now{ QString() };
    for (const SeenPolicy &policy : tenant.value->enforced)
        now.append(policy.id.value);
    if (now != m_shown) {
        m_shown = now;
        build(*tenant.value);
    }
    for (const SeenPolicy &policy : tenant.value->enforced)
        if (auto *box = m_boxes.value(policy.id.value))
            box->setChecked(m_model.desired().relief.contains(policy.id));
}

void RepairPage::build(const TenantFacts &tenant)
{
    clear(m_rows);
    m_boxes.clear();
    if (tenant.own)
        m_rows->addWidget(makeText(tr("You are signed in as the emergency account %1. Its own password, keys and role "
                                      "are not touched while you use it. Renew it afterwards, signed in as somebody "
                                      "else.")
                                       .arg(tenant.own->user.userPrincipalName.value)));
    if (knowsGroup(tenant))
        m_rows->addWidget(
            makeText(tr("Policies that lost the exclusion of the emergency accounts get it again."), Tone::Muted));
    QList<SeenPolicy> others;
    bool hasBlocking = false;
    for (const SeenPolicy &policy : tenant.enforced) {
        if (!policy.blocks) {
            others.append(policy);
            continue;
        }
        if (!std::exchange(hasBlocking, true))
            m_rows->addWidget(makeText(tr("Policies that block"), Tone::Muted, Size::Text, true));
        m_rows->addWidget(makePolicy(policy));
    }
    if (others.isEmpty())
        return;
    auto *rows = new QWidget;
    auto *column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid);
    for (const SeenPolicy &policy : others)
        column->addWidget(makePolicy(policy));
    auto *fold = makeLink(tr("Other policies that are on · %1").arg(others.size()), QStringLiteral("otherPolicies"));
    fold->setCheckable(true);
    fold->setChecked(!hasBlocking);
    rows->setVisible(!hasBlocking);
    connect(fold, &QPushButton::toggled, rows, &QWidget::setVisible);
    m_rows->addWidget(fold, 0, Qt::AlignLeft);
    m_rows->addWidget(rows);
}

QWidget *RepairPage::makePolicy(const SeenPolicy &policy)
{
    auto *card = makeCard();
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(2 * grid, 10, grid, 10);
    column->setSpacing(4);
    column->addWidget(makeText(policy.displayName, Tone::Plain, Size::Text, true));
    if (policy.changed.isValid())
        column->addWidget(
            makeText(tr("Last changed %1").arg(QLocale().toString(policy.changed.toLocalTime(), QLocale::ShortFormat)),
                     Tone::Muted));
    auto *box = new QCheckBox(tr("Only report"));
    box->setObjectName(QStringLiteral("relieve-") + policy.id.value);
    box->setAccessibleName(tr("Only report: %1").arg(policy.displayName));
    connect(box, &QCheckBox::clicked, this, [this, id = policy.id](bool isOn) { relieve(id, isOn); });
    column->addWidget(box);
    m_boxes[policy.id.value] = box;
    return card;
}

void RepairPage::relieve(const PolicyId &policy, bool isRelieved)
{
    DesiredState desired = m_model.desired();
    desired.relief.removeAll(policy);
    if (isRelieved)
        desired.relief.append(policy);
    m_model.setDesired(desired);
}

} // namespace bg
