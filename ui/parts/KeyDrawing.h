// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Operator.h"

#include <QTimer>
#include <QWidget>

namespace bg {

// A security key, large, doing what the person is to do: move in, move out, be touched.
class KeyDrawing final : public QWidget {
    Q_OBJECT

public:
    explicit KeyDrawing(QWidget *parent = nullptr);
    void show(KeyProgress::Phase phase, const QString &label);
    QSize sizeHint() const override { return { 260, 140 }; }
    QSize minimumSizeHint() const override { return { 120, 64 }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    KeyProgress::Phase m_phase = KeyProgress::Phase::Insert;
    QString m_label;
    double m_turn = 0.5; // 0 to 1, over and over
    QTimer m_beat;
};

} // namespace bg
