// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/StepList.h"

#include "ui/parts/StepLine.h"

#include <QLayout>

namespace bg {

StepList::StepList(QWidget *parent) : QListWidget(parent)
{
    setObjectName(QStringLiteral("steps"));
    setAccessibleName(tr("Steps"));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(NoSelection);
    setFocusPolicy(Qt::TabFocus);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void StepList::show(const QList<StepRow> &rows)
{
    while (count() > rows.size())
        delete takeItem(count() - 1);
    for (int i = 0; i < rows.size(); ++i) {
        if (i == count()) {
            auto *item = new QListWidgetItem(this);
            item->setFlags(Qt::ItemIsEnabled);
            auto *line = new StepLine;
            setItemWidget(item, line);
            connect(line, &StepLine::resized, this, &StepList::fit);
        }
        auto *line = qobject_cast<StepLine *>(itemWidget(item(i)));
        line->show(rows[i]);
        item(i)->setData(Qt::AccessibleTextRole, line->spoken());
    }
    fit();
}

void StepList::fit()
{
    const int width = viewport()->width();
    for (int i = 0; i < count(); ++i) {
        QWidget *line = itemWidget(item(i));
        if (!line) // a row that is just being inserted
            continue;
        line->layout()->activate();
        item(i)->setSizeHint({ width, line->layout()->totalHeightForWidth(width) });
    }
}

void StepList::resizeEvent(QResizeEvent *event)
{
    QListWidget::resizeEvent(event);
    fit();
}

} // namespace bg
