// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/ResumeCard.h"

#include "ui/parts/MarkLabel.h"
#include "ui/parts/Text.h"
#include "ui/parts/UndoList.h"
#include "ui/words/ResumeText.h"

#include <QGridLayout>
#include <QHBoxLayout>

namespace bg {

ResumeCard::ResumeCard(WizardModel &model, const QString &name, QWidget *parent)
    : QFrame(parent), m_model(model), m_headline(makeText({}, Tone::Plain, Size::Text, true)),
      m_known(makeText({}, Tone::Plain)), m_meaning(makeText({}, Tone::Muted)), m_ways(new QVBoxLayout),
      m_goOn(makeButton(tr("Go on"), name + QLatin1String("GoOn"))),
      m_undo(makeButton(tr("Undo it"), name + QLatin1String("Undo"))),
      m_leave(makeButton(tr("Leave it"), name + QLatin1String("Leave"))), m_changes(new UndoList(model))
{
    setObjectName(name + QLatin1String("Card"));
    m_ways->setSpacing(6);
    setProperty("card", true);
    m_goOn->setAccessibleDescription(tr("Takes the choices of that run and goes on where it ended"));
    m_undo->setCheckable(true);
    m_undo->setAccessibleDescription(tr("Shows what it changed in Conditional Access, to be put back"));
    m_leave->setAccessibleDescription(tr("Leaves the tenant as it is and does not ask again"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid);
    for (QPushButton *button : { m_goOn, m_undo, m_leave })
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *rows = new QGridLayout(this);
    rows->setContentsMargins(2 * grid, 2 * grid, 2 * grid, 2 * grid);
    rows->setHorizontalSpacing(2 * grid);
    rows->setVerticalSpacing(grid / 2);
    rows->addWidget(new MarkLabel(Mark::Attention), 0, 0, 2, 1, Qt::AlignTop);
    rows->addWidget(m_headline, 0, 1);
    rows->addWidget(m_known, 1, 1);
    rows->addLayout(m_ways, 2, 1);
    rows->addWidget(m_meaning, 3, 1);
    rows->setRowMinimumHeight(4, grid / 2);
    rows->addLayout(buttons, 5, 1);
    rows->addWidget(m_changes, 6, 1);
    rows->setColumnStretch(1, 1);

    connect(m_goOn, &QPushButton::clicked, &m_model, &WizardModel::goOn);
    connect(m_leave, &QPushButton::clicked, &m_model.resume(), &ResumeModel::leave);
    connect(m_undo, &QPushButton::toggled, this, [this](bool isOpen) {
        if (isOpen && m_model.resume().open())
            m_model.undo().read(m_model.resume().open()->journalFile);
        refresh();
    });
    connect(&m_model.resume(), &ResumeModel::changed, this, &ResumeCard::refresh);
    connect(&m_model.undo(), &PolicyUndo::changed, this, &ResumeCard::refresh);
    connect(&m_model, &WizardModel::readinessChanged, this, &ResumeCard::refresh);
    refresh();
}

void ResumeCard::refresh()
{
    const auto &run = m_model.resume().open();
    setVisible(run.has_value());
    if (!run)
        return m_undo->setChecked(false);
    const ResumeText text = ResumeText::of(*run, m_model.resume().usableCredentials());
    clear(m_ways);
    for (const ResumeText::Way &way : text.ways) {
        auto *row = new QHBoxLayout;
        row->setSpacing(grid);
        row->addWidget(new MarkLabel(way.opens ? Mark::Done : Mark::Attention, 20), 0, Qt::AlignTop);
        row->addWidget(makeText(way.text), 1);
        m_ways->addLayout(row);
    }
    m_headline->setText(text.headline);
    m_known->setText(text.known);
    m_meaning->setText(text.meaning);
    setAccessibleName(text.headline);
    const bool isFree = !m_model.isBusy();
    m_goOn->setVisible(run->choices.has_value() && m_model.offeredModes().contains(run->mode));
    m_goOn->setEnabled(isFree && m_model.tenant().value.has_value());
    m_leave->setEnabled(isFree);
    m_changes->setVisible(m_undo->isChecked());
}

} // namespace bg
