// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Clock.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestProgram.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace bg;
using namespace std::chrono_literals;

class ClockTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stopEndsASleepAtOnce()
    {
        SystemClock clock;
        std::stop_source source;
        QElapsedTimer elapsed;
        elapsed.start();
        std::jthread stopper([&] { source.request_stop(); });
        QVERIFY(!clock.sleep(1h, source.get_token()));
        QVERIFY(elapsed.elapsed() < 10000);
    }

    void aSleepEndsByItself()
    {
        SystemClock clock;
        QVERIFY(clock.sleep(1ms, std::stop_token()));
    }

    void fakeTimePassesOnlyInSleeps()
    {
        FakeClock clock;
        const auto before = clock.now();
        const QDateTime date = clock.utcNow();
        QVERIFY(clock.sleep(3min, std::stop_token()));
        QCOMPARE(clock.now() - before, std::chrono::steady_clock::duration(3min));
        QCOMPARE(date.secsTo(clock.utcNow()), qint64(180));
    }
};

BG_TEST(QCoreApplication, ClockTest)
#include "ClockTest.moc"
