// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/look/Icon.h"

#include <QTest>

using namespace bg;

class IconTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void applicationIconIsDrawnAtEverySize()
    {
        const QIcon icon = applicationIcon();
        for (const int size : { 16, 24, 32, 48, 64, 128, 256 }) {
            const QImage picture = icon.pixmap(QSize(size, size), 1.0).toImage();
            QCOMPARE(picture.size(), QSize(size, size));
            QCOMPARE(picture.pixelColor(size / 2, size / 12), QColor(0x1f, 0x5f, 0xbf)); // the frame
            QCOMPARE(picture.pixelColor(size * 5 / 8, size * 3 / 4), QColor(Qt::white)); // the glass
            QCOMPARE(picture.pixelColor(0, 0).alpha(), 0); // round corners
        }
    }
};

BG_TEST(QApplication, IconTest)
#include "IconTest.moc"
