// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/ErrorCard.h"

#include "ui/parts/MarkLabel.h"
#include "ui/parts/Text.h"
#include "ui/words/ErrorText.h"

#include <QGridLayout>

namespace bg {

ErrorCard::ErrorCard(const QString &action, QWidget *parent)
    : QFrame(parent), m_happened(makeText({}, Tone::Plain, Size::Text, true)), m_remedy(makeText({}, Tone::Muted)),
      m_details(makeText({}, Tone::Muted)), m_fold(makeLink(tr("Details"), QStringLiteral("errorDetails")))
{
    setObjectName(QStringLiteral("errorCard"));
    setProperty("card", true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setObjectName(QStringLiteral("errorDetailsText"));
    m_details->hide();
    m_fold->setCheckable(true);
    connect(m_fold, &QPushButton::toggled, m_details, &QWidget::setVisible);

    auto *rows = new QGridLayout(this);
    rows->setContentsMargins(2 * grid, 12, grid, 12);
    rows->setHorizontalSpacing(2 * grid);
    rows->setVerticalSpacing(2);
    rows->addWidget(new MarkLabel(Mark::Failed), 0, 0, 2, 1, Qt::AlignTop);
    rows->addWidget(m_happened, 0, 1);
    rows->addWidget(m_remedy, 1, 1);
    rows->addWidget(m_fold, 0, 2, 2, 1, Qt::AlignVCenter);
    rows->addWidget(m_details, 2, 1, 1, 2);
    if (!action.isEmpty()) {
        auto *button = makeButton(action, QStringLiteral("errorAction"));
        connect(button, &QPushButton::clicked, this, &ErrorCard::actionChosen);
        rows->addWidget(button, 3, 1, Qt::AlignLeft);
    }
    rows->setColumnStretch(1, 1);
    hide();
}

void ErrorCard::show(const Error &error)
{
    const ErrorText text = ErrorText::of(error);
    m_happened->setText(text.happened);
    m_remedy->setText(text.remedy);
    m_details->setText(errorDetails(error));
    setAccessibleName(text.happened);
    setAccessibleDescription(text.remedy);
    setVisible(!text.happened.isEmpty());
}

} // namespace bg
