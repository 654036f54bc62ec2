// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/PolicyCard.h"

#include "ui/parts/Text.h"
#include "ui/words/PolicyHistoryText.h"

#include <QLocale>
#include <QVBoxLayout>

namespace bg {

PolicyCard::PolicyCard(const SeenPolicy &policy, QWidget *parent)
    : QFrame(parent), m_policy(policy), m_column(new QVBoxLayout(this)), m_onlyReport(new QCheckBox(tr("Only report")))
{
    setProperty("card", true);
    setAccessibleName(policy.displayName);
    m_column->setContentsMargins(2 * grid, 10, grid, 10);
    m_column->setSpacing(4);
    m_column->addWidget(makeText(policy.displayName, Tone::Plain, Size::Text, true));
    if (policy.changed.isValid())
        m_column->addWidget(
            makeText(tr("Last changed %1").arg(QLocale().toString(policy.changed.toLocalTime(), QLocale::ShortFormat)),
                     Tone::Muted));
    m_onlyReport->setObjectName(QStringLiteral("relieve-") + policy.id.value);
    m_onlyReport->setAccessibleName(tr("Only report: %1").arg(policy.displayName));
    connect(m_onlyReport, &QCheckBox::clicked, this, [this](bool isOn) { Q_EMIT relieved(m_policy.id, isOn); });
    m_column->addWidget(m_onlyReport);
}

void PolicyCard::offer(const QList<PolicyVersion> &policyHistory, const ObjectNames &names)
{
    m_policyHistory = policyHistory;
    for (int i = 0; i < m_policyHistory.size(); ++i) {
        const PolicyVersion &former = m_policyHistory.at(i);
        auto *box = new QCheckBox(formerText(former).replace(QLatin1Char('&'), QLatin1String("&&")));
        box->setObjectName(QStringLiteral("restore-%1-%2").arg(m_policy.id.value).arg(i));
        box->setAccessibleName(QStringLiteral("%1: %2").arg(formerText(former), m_policy.displayName));
        box->setAccessibleDescription(formerDetails(former, names));
        connect(box, &QCheckBox::clicked, this, [this, i](bool isOn) { Q_EMIT restored(m_policyHistory.at(i), isOn); });
        m_boxes.append(box);
        m_column->addWidget(box);
        auto *lines = makeText(formerDetails(former, names), Tone::Muted);
        lines->setContentsMargins(3 * grid, 0, 0, 4);
        m_column->addWidget(lines);
    }
}

void PolicyCard::refresh(const DesiredState &desired)
{
    m_onlyReport->setChecked(desired.reportOnly.contains(m_policy.id));
    for (int i = 0; i < m_boxes.size(); ++i)
        m_boxes[i]->setChecked(desired.restored.contains(m_policyHistory.at(i)));
}

} // namespace bg
