// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/RepairPage.h"

#include "app/plan/Repair.h"
#include "ui/parts/DriftChoices.h"
#include "ui/parts/ErrorCard.h"
#include "ui/parts/MarkLabel.h"
#include "ui/parts/PolicyCard.h"
#include "ui/parts/ResetChoices.h"

#include <QHBoxLayout>

namespace bg {

namespace {

QWidget *makeReading(const QString &text)
{
    auto *reading = new QWidget;
    auto *row = new QHBoxLayout(reading);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid);
    row->addWidget(new MarkLabel(Mark::Working));
    row->addWidget(makeText(text, Tone::Muted), 1);
    return reading;
}

} // namespace

RepairPage::RepairPage(WizardModel &model)
    : Page(PageId::Repair, QStringLiteral("repair"), model),
      m_reading(makeReading(tr("Reading the tenant. Nothing is changed."))), m_error(new ErrorCard(tr("Read again"))),
      m_readingPolicyHistory(makeReading(tr("Looking up what the policies were before. Nothing is changed."))),
      m_pastError(new ErrorCard(tr("Look again"))), m_drift(new DriftChoices(m_model)), m_lockOut(new QWidget),
      m_rows(new QVBoxLayout)
{
    m_body->addWidget(m_reading);
    m_body->addWidget(m_error);
    m_body->addWidget(m_readingPolicyHistory);
    m_body->addWidget(m_pastError);
    m_body->addWidget(m_drift);
    m_rows->setSpacing(grid);
    auto *lockOut = new QVBoxLayout(m_lockOut);
    lockOut->setContentsMargins(0, 0, 0, 0);
    lockOut->addLayout(m_rows);
    lockOut->addWidget(new ResetChoices(m_model));
    m_body->addWidget(m_lockOut);
    m_body->addStretch(1);
    connect(m_error, &ErrorCard::actionChosen, &m_model, &WizardModel::readTenant);
    connect(m_pastError, &ErrorCard::actionChosen, this, &RepairPage::readPolicyHistory);
    connect(&m_model, &WizardModel::tenantChanged, this, &RepairPage::refresh);
    connect(&m_model, &WizardModel::choicesChanged, this, &RepairPage::refresh);
    connect(&m_model.policyHistory(), &PolicyHistoryModel::changed, this, &RepairPage::refresh);
    refresh();
}

void RepairPage::initializePage()
{
    m_isOpen = true;
    if (const auto &tenant = m_model.tenant().value; !tenant || !tenant->administrators)
        m_model.readTenant();
    refresh();
}

void RepairPage::readPolicyHistory()
{
    if (m_model.tenant().value)
        m_model.policyHistory().read(*m_model.tenant().value);
}

void RepairPage::refresh()
{
    const auto &tenant = m_model.tenant();
    if (m_isOpen && tenant.value && m_model.policyHistory().isUnknown())
        return readPolicyHistory(); // which tells of itself
    const auto &policyHistory = m_model.policyHistory().policyHistory();
    const bool mendsDrift = !m_model.desired().drift.isEmpty();
    if (mendsDrift)
        setHeading(tr("Mend what drifted"),
                   tr("What a check found of the emergency accounts is put right, and nothing else is touched."));
    else
        setHeading(
            tr("Let people in again"),
            tr("Choose the policies that lock people out: they only report from then on, or are again what they were "
               "before somebody changed them. Then whose sign-in is reset."));
    m_drift->setVisible(tenant.value.has_value());
    m_lockOut->setVisible(!mendsDrift);
    m_reading->setVisible(tenant.isRunning);
    m_error->setVisible(false);
    if (tenant.error)
        m_error->show(*tenant.error);
    m_readingPolicyHistory->setVisible(policyHistory.isRunning);
    m_pastError->setVisible(false);
    if (policyHistory.error)
        m_pastError->show(*policyHistory.error);
    if (!tenant.value) {
        clear(m_rows);
        m_cards.clear();
        m_shown.clear();
        return;
    }
    QStringList now{ policyHistory.value ? QStringLiteral("past") : QString() };
    for (const SeenPolicy &policy : tenant.value->enforced)
        now.append(policy.id.value);
    if (now != m_shown) {
        m_shown = now;
        build(*tenant.value, policyHistory.value.value_or(PolicyHistory()));
    }
    for (PolicyCard *card : std::as_const(m_cards))
        card->refresh(m_model.desired());
}

void RepairPage::build(const TenantFacts &tenant, const PolicyHistory &policyHistory)
{
    clear(m_rows);
    m_cards.clear();
    if (tenant.own)
        m_rows->addWidget(makeText(tr("You are signed in as the emergency account %1. Its own password, keys and role "
                                      "are not touched while you use it. Renew it afterwards, signed in as somebody "
                                      "else.")
                                       .arg(tenant.own->user.userPrincipalName.value)));
    if (knowsGroup(tenant))
        m_rows->addWidget(
            makeText(tr("Policies that lost the exclusion of the emergency accounts get it again."), Tone::Muted));
    if (!policyHistory.isLogRead)
        m_rows->addWidget(makeText(tr("The audit log could not be read, so that only what this computer knows of the "
                                      "policies is offered."),
                                   Tone::Muted));
    QList<SeenPolicy> others;
    bool hasBlocking = false;
    for (const SeenPolicy &policy : tenant.enforced) {
        if (!policy.blocks) {
            others.append(policy);
            continue;
        }
        if (!std::exchange(hasBlocking, true))
            m_rows->addWidget(makeText(tr("Policies that block"), Tone::Muted, Size::Text, true));
        m_rows->addWidget(makeCardOf(policy, policyHistory));
    }
    if (others.isEmpty())
        return;
    auto *rows = new QWidget;
    auto *column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid);
    for (const SeenPolicy &policy : others)
        column->addWidget(makeCardOf(policy, policyHistory));
    auto *fold = makeLink(tr("Other policies that are on · %1").arg(others.size()), QStringLiteral("otherPolicies"));
    fold->setCheckable(true);
    fold->setChecked(!hasBlocking);
    rows->setVisible(!hasBlocking);
    connect(fold, &QPushButton::toggled, rows, &QWidget::setVisible);
    m_rows->addWidget(fold, 0, Qt::AlignLeft);
    m_rows->addWidget(rows);
}

QWidget *RepairPage::makeCardOf(const SeenPolicy &policy, const PolicyHistory &policyHistory)
{
    auto *card = new PolicyCard(policy);
    QList<PolicyVersion> own;
    for (const PolicyVersion &former : policyHistory.policies)
        if (former.policy == policy.id)
            own.append(former);
    card->offer(own, policyHistory.names);
    connect(card, &PolicyCard::relieved, this, &RepairPage::relieve);
    connect(card, &PolicyCard::restored, this, &RepairPage::restore);
    m_cards.append(card);
    return card;
}

void RepairPage::relieve(const PolicyId &policy, bool isRelieved)
{
    DesiredState desired = leftAlone(m_model.desired(), policy);
    if (isRelieved)
        desired.reportOnly.append(policy);
    m_model.setDesired(desired);
}

void RepairPage::restore(const PolicyVersion &former, bool isRestored)
{
    DesiredState desired = leftAlone(m_model.desired(), former.policy);
    if (isRestored)
        desired.restored.append(former);
    m_model.setDesired(desired);
}

} // namespace bg
