// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/models/Coalescer.h"

#include <QSignalSpy>
#include <QTest>

using namespace bg;
using namespace std::chrono_literals;

class CoalescerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstRequestIsDueAtOnce();
    void aThousandRequestsAreTwoUpdates();
    void whatIsForgottenIsNotDue();
};

void CoalescerTest::theFirstRequestIsDueAtOnce()
{
    Coalescer updates(1h);
    QSignalSpy due(&updates, &Coalescer::due);
    updates.request();
    QCOMPARE(due.size(), 1);
    updates.request();
    QCOMPARE(due.size(), 1);
}

void CoalescerTest::aThousandRequestsAreTwoUpdates()
{
    Coalescer updates(20ms);
    QSignalSpy due(&updates, &Coalescer::due);
    for (int i = 0; i < 1000; ++i)
        updates.request();
    QCOMPARE(due.size(), 1);
    QVERIFY(due.wait(2000));
    QCOMPARE(due.size(), 2);
}

void CoalescerTest::whatIsForgottenIsNotDue()
{
    Coalescer updates(0ms);
    QSignalSpy due(&updates, &Coalescer::due);
    updates.request();
    updates.request();
    updates.forget();
    QVERIFY(!due.wait(20));
    QCOMPARE(due.size(), 1);
}

BG_TEST(QCoreApplication, CoalescerTest)
#include "CoalescerTest.moc"
