// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <QTimer>

namespace bg {

// Scrolls to the control inside that has the focus, however it came by it: by Tab, by a question that was just asked,
// or because texts around it grew.
class FocusScroll final : public QScrollArea {
    Q_OBJECT

public:
    explicit FocusScroll(QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void follow();
    QTimer m_soon; // once what is inside has its new places
};

} // namespace bg
