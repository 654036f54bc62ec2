// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace bg {

// The room of rows that are not made yet. Tells when it is looked at, or reached with the Tab key.
class UnmadeRows final : public QWidget {
    Q_OBJECT

public:
    explicit UnmadeRows(QWidget *parent = nullptr);
    // `rowHeight` in pixels, estimated. Hidden when there are none.
    void setCount(int rows, int rowHeight);

Q_SIGNALS:
    void seen();
    void reached();

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
};

} // namespace bg
