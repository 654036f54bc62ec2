// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/FindingRow.h"

#include "ui/parts/MarkLabel.h"
#include "ui/parts/Text.h"
#include "ui/words/FindingText.h"
#include "ui/words/Words.h"

#include <QGridLayout>

namespace bg {

FindingRow::FindingRow(const Finding &finding, QWidget *parent) : QFrame(parent)
{
    const FindingText text = FindingText::of(finding);
    setObjectName(QStringLiteral("finding-") + finding.id);
    setProperty("card", true);
    setAccessibleName(text.headline);
    setAccessibleDescription(text.meaning);

    auto *details = makeText(
        QStringList{ finding.evidence,
                     finding.requirements.isEmpty()
                         ? QString()
                         : tr("Source: requirements %1").arg(finding.requirements.join(QStringLiteral(", "))) }
            .join(QLatin1Char('\n'))
            .trimmed(),
        Tone::Muted);
    details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    details->setFont(codeFont(details->font()));
    details->hide();
    auto *fold = makeLink(tr("Details"), QStringLiteral("details-") + finding.id);
    fold->setCheckable(true);
    fold->setAccessibleName(tr("Details: %1").arg(text.headline));
    connect(fold, &QPushButton::toggled, details, &QWidget::setVisible);

    auto *rows = new QGridLayout(this);
    rows->setContentsMargins(2 * grid, 10, grid, 10);
    rows->setHorizontalSpacing(2 * grid);
    rows->setVerticalSpacing(2);
    rows->addWidget(new MarkLabel(markOf(finding)), 0, 0, 2, 1, Qt::AlignTop);
    rows->addWidget(makeText(text.headline, Tone::Plain, Size::Text, true), 0, 1);
    rows->addWidget(makeText(text.meaning, Tone::Muted), 1, 1);
    rows->addWidget(fold, 0, 2, 2, 1, Qt::AlignVCenter);
    fold->setVisible(!details->text().isEmpty());
    rows->addWidget(details, 3, 1, 1, 2);
    if (finding.id == QLatin1String("operator.eligible")) {
        auto *activate = makeButton(tr("Activate the role"), QStringLiteral("activateRole"));
        connect(activate, &QPushButton::clicked, this, &FindingRow::activationChosen);
        m_tabStops.append(activate);
        rows->addWidget(activate, 2, 1, Qt::AlignLeft);
    }
    if (finding.id == QLatin1String("operator.isRecordedAccount")
        || finding.id == QLatin1String("operator.looksLikeEmergency")) {
        auto *repair = makeButton(tr("Repair what locks people out"), QStringLiteral("repairPolicies"));
        connect(repair, &QPushButton::clicked, this, &FindingRow::repairChosen);
        m_tabStops.append(repair);
        rows->addWidget(repair, 2, 1, Qt::AlignLeft);
    }
    m_tabStops += { fold, details };
    rows->setColumnStretch(1, 1);
}

} // namespace bg
