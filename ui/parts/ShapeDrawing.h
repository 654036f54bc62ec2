// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/SheetHeader.h"

#include <QWidget>

namespace bg {

// How the password lies in envelopes: one whole, two parts that need each other, or any two of three.
class ShapeDrawing final : public QWidget {
    Q_OBJECT

public:
    explicit ShapeDrawing(PasswordShape shape, QWidget *parent = nullptr);
    QSize sizeHint() const override { return { 168, 64 }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PasswordShape m_shape;
};

} // namespace bg
