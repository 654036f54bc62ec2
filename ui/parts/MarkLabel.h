// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/Icon.h"

#include <QTimer>
#include <QWidget>

namespace bg {

// An icon or a state mark in the colours of the look; the working mark turns, unless motion is to be reduced.
class MarkLabel final : public QWidget {
    Q_OBJECT

public:
    explicit MarkLabel(Mark mark, int size = 22, QWidget *parent = nullptr);
    explicit MarkLabel(const QString &icon, int size = 22, QWidget *parent = nullptr);
    void setMark(Mark mark);
    Mark mark() const { return m_mark; }
    QSize sizeHint() const override { return { m_size, m_size }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Mark m_mark = Mark::Open;
    QString m_icon; // in place of the mark
    int m_size;
    int m_angle = 0;
    QTimer m_turn;
};

// The state as a word, for the accessibility tree.
QString wordOf(Mark mark);

} // namespace bg
