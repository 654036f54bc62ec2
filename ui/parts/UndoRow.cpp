// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/UndoRow.h"

#include "ui/parts/MarkLabel.h"
#include "ui/parts/Text.h"
#include "ui/words/UndoText.h"

#include <QGridLayout>

namespace bg {

UndoRow::UndoRow(const PolicyChange &change, QWidget *parent)
    : QFrame(parent), m_change(change), m_mark(new MarkLabel(Mark::Open)),
      m_text(makeText(changeText(change), Tone::Muted)),
      m_putBack(makeButton(tr("Put back"), QStringLiteral("undo-") + change.policy.value))
{
    setProperty("card", true);
    m_putBack->setAccessibleName(tr("Put back: %1").arg(change.displayName));
    auto *rows = new QGridLayout(this);
    rows->setContentsMargins(2 * grid, 10, grid, 10);
    rows->setHorizontalSpacing(2 * grid);
    rows->setVerticalSpacing(2);
    rows->addWidget(m_mark, 0, 0, 2, 1, Qt::AlignTop);
    rows->addWidget(makeText(change.displayName, Tone::Plain, Size::Text, true), 0, 1);
    rows->addWidget(m_text, 1, 1);
    rows->addWidget(m_putBack, 0, 2, 2, 1, Qt::AlignVCenter);
    rows->setColumnStretch(1, 1);
    connect(m_putBack, &QPushButton::clicked, this, &UndoRow::chosen);
}

void UndoRow::show(const std::optional<UndoneChange> &outcome, bool isFree)
{
    m_putBack->setVisible(!outcome);
    m_putBack->setEnabled(isFree);
    if (!outcome)
        return;
    const UndoText text = UndoText::of(*outcome);
    m_mark->setMark(text.mark);
    m_text->setText(text.text);
}

} // namespace bg
