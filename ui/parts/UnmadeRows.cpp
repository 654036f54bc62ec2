// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/UnmadeRows.h"

#include <algorithm>

namespace bg {

UnmadeRows::UnmadeRows(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    hide();
}

void UnmadeRows::setCount(int rows, int rowHeight)
{
    setAccessibleName(tr("%1 more").arg(rows));
    setFixedHeight(std::clamp(rows * rowHeight, 0, QWIDGETSIZE_MAX / 4));
    setVisible(rows > 0);
}

void UnmadeRows::paintEvent(QPaintEvent *)
{
    Q_EMIT seen();
}

void UnmadeRows::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    Q_EMIT reached();
}

} // namespace bg
