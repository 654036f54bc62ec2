// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/FindingList.h"

#include "ui/parts/FindingRows.h"
#include "ui/parts/Text.h"

namespace bg {

FindingList::FindingList(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(grid);
    hide();
}

void FindingList::show(const QList<FindingGroup> &groups)
{
    bool isAny = false;
    for (qsizetype i = groups.size(); i < m_sections.size(); ++i) {
        m_sections[i].rows->show({});
        m_sections[i].box->hide();
    }
    for (qsizetype i = 0; i < groups.size(); ++i) {
        if (i == m_sections.size())
            m_sections.append(makeSection(groups[i]));
        const Section &section = m_sections[i];
        const auto count = groups[i].findings.size();
        const QString title
            = groups[i].isCounted ? tr("%1 · %2").arg(groups[i].title).arg(count) : groups[i].title;
        if (section.fold)
            section.fold->setText(title);
        else
            section.title->setText(title);
        section.rows->show(groups[i].findings);
        section.box->setVisible(count > 0);
        isAny = isAny || count > 0;
    }
    setVisible(isAny);
}

FindingList::Section FindingList::makeSection(const FindingGroup &group)
{
    Section section{ new QWidget, nullptr, nullptr, new FindingRows };
    auto *column = new QVBoxLayout(section.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid);
    if (group.fold.isEmpty()) {
        column->addWidget(section.title = makeText({}, Tone::Muted, Size::Text, true));
    } else {
        column->addWidget(section.fold = makeLink({}, group.fold), 0, Qt::AlignLeft);
        section.fold->setCheckable(true);
        section.rows->hide();
        connect(section.fold, &QPushButton::toggled, section.rows, &QWidget::setVisible);
    }
    column->addWidget(section.rows);
    connect(section.rows, &FindingRows::activationChosen, this, &FindingList::activationChosen);
    connect(section.rows, &FindingRows::repairChosen, this, &FindingList::repairChosen);
    m_column->addWidget(section.box);
    return section;
}

} // namespace bg
