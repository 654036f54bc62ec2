// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/parts/EventLoopMonitor.h"

#include <QElapsedTimer>
#include <QTest>

using namespace bg;
using namespace std::chrono_literals;

class EventLoopMonitorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBlockedLoopIsMeasured();
    void nothingIsCountedWhileStopped();

private:
    // Keeps the thread from its event loop, as a forgotten blocking call would.
    static void block(std::chrono::milliseconds span)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < span.count()) { }
    }
};

void EventLoopMonitorTest::aBlockedLoopIsMeasured()
{
    EventLoopMonitor watch;
    watch.start();
    QTest::qWait(30);
    block(250ms);
    QTest::qWait(30);
    QVERIFY2(watch.longest() >= 230ms, qPrintable(QString::number(watch.longest().count())));
}

void EventLoopMonitorTest::nothingIsCountedWhileStopped()
{
    EventLoopMonitor watch;
    watch.start();
    watch.stop();
    block(300ms);
    QTest::qWait(30);
    watch.start();
    QTest::qWait(1);
    QVERIFY(watch.longest() < 250ms);
}

BG_TEST(QCoreApplication, EventLoopMonitorTest)
#include "EventLoopMonitorTest.moc"
