// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

namespace bg {

// One sheet of paper on the screen, the secret masked in the picture itself. The accessibility tree says "hidden".
class SheetView final : public QWidget {
    Q_OBJECT

public:
    explicit SheetView(QWidget *parent = nullptr);
    ~SheetView() override;
    // Takes the picture's place; the one before is overwritten.
    void show(QImage page);
    QSize sizeHint() const override { return { 240, 340 }; }
    QSize minimumSizeHint() const override { return { 140, 198 }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void wipePage();
    QImage m_page;
};

} // namespace bg
