// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/UndoList.h"

#include "ui/parts/ErrorCard.h"
#include "ui/parts/Text.h"
#include "ui/parts/UndoRow.h"

#include <algorithm>

namespace bg {

UndoList::UndoList(WizardModel &model, QWidget *parent)
    : QFrame(parent), m_model(model), m_sentence(makeText({}, Tone::Muted)), m_column(new QVBoxLayout),
      m_all(makeButton(tr("Put all back"), QStringLiteral("undoAll"))), m_error(new ErrorCard)
{
    setObjectName(QStringLiteral("undoList"));
    m_column->setSpacing(grid);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid);
    column->addWidget(m_sentence);
    column->addLayout(m_column);
    column->addWidget(m_all, 0, Qt::AlignLeft);
    column->addWidget(m_error);
    connect(m_all, &QPushButton::clicked, this, [this] { m_model.undo().putBack(); });
    connect(&m_model.undo(), &PolicyUndo::changed, this, &UndoList::refresh);
    connect(&m_model, &WizardModel::readinessChanged, this, &UndoList::refresh);
    refresh();
}

void UndoList::refresh()
{
    const PolicyUndo &undo = m_model.undo();
    const QList<PolicyChange> changes = undo.changes().value.value_or(QList<PolicyChange>());
    m_error->setVisible(false);
    if (undo.error())
        m_error->show(*undo.error());
    else if (undo.changes().error)
        m_error->show(*undo.changes().error);
    m_sentence->setText(undo.changes().isRunning ? tr("Reading the journal.")
                            : undo.isRunning()   ? tr("Putting back, one request a second.")
                            : changes.isEmpty()
                            ? tr("That run changed no policy.")
                            : tr("Putting back takes the group out of a policy again, and nothing else. A policy that "
                                 "somebody changed since is left alone."));
    showRows();
    const bool isAllTried = std::all_of(changes.begin(), changes.end(), [&](const PolicyChange &change) {
        return undo.outcome(change.policy).has_value();
    });
    m_all->setVisible(changes.size() > 1 && !isAllTried);
    m_all->setEnabled(!m_model.isBusy());
}

// Rows stay while the changes are the same, so that the keyboard's place is not lost.
void UndoList::showRows()
{
    const PolicyUndo &undo = m_model.undo();
    const QList<PolicyChange> changes = undo.changes().value.value_or(QList<PolicyChange>());
    const bool isSame = std::equal(
        m_rows.begin(), m_rows.end(), changes.begin(), changes.end(),
        [](const UndoRow *row, const PolicyChange &change) { return row->change().policy == change.policy; });
    if (!isSame) {
        for (UndoRow *row : std::exchange(m_rows, {}))
            row->deleteLater();
        for (const PolicyChange &change : changes) {
            auto *row = new UndoRow(change);
            connect(row, &UndoRow::chosen, this, [this, id = change.policy] { m_model.undo().putBack({ id }); });
            m_column->addWidget(row);
            row->setVisible(true);
            m_rows.append(row);
        }
    }
    for (UndoRow *row : m_rows)
        row->show(undo.outcome(row->change().policy), !m_model.isBusy());
}

} // namespace bg
