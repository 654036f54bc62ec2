// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flow/Aftermath.h"
#include "tests/flow/CrashBench.h"
#include "tests/flow/Sweep.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <cstdio>

using namespace bg;

static const QString generated = QStringLiteral("--generate");

// The wizard's process is killed at every request of a run, and started again: the tenant ends as if nothing had
// happened. Tenant and keys live on in the test's process, as they would in the world.
class CrashTest : public QObject {
    Q_OBJECT

private:
    QJsonObject m_undisturbed;
    Trial killedAt(const Blow &blow, const QStringList &more) const;

private Q_SLOTS:
    void initTestCase();
    void killedAtEveryRequestAndStartedAgain_data();
    void killedAtEveryRequestAndStartedAgain();
};

void CrashTest::initTestCase()
{
    CrashBench bench;
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject before = bench.tenant.snapshot();
    const auto ending = bench.run();
    const QString amiss = whatIsAmiss(before, bench.tenant.snapshot(), ending.record);
    QVERIFY2(amiss.isEmpty(), qPrintable(amiss + ending.trouble));
    QVERIFY2(bench.orphan().isEmpty(), qPrintable(bench.orphan()));
    m_undisturbed = likeness(bench.tenant.snapshot(), ending.record);
    QVERIFY(!m_undisturbed.isEmpty());
}

Trial CrashTest::killedAt(const Blow &blow, const QStringList &more) const
{
    CrashBench bench;
    if (!bench.isReady())
        return { true, bench.why() };
    const QJsonObject before = bench.tenant.snapshot();
    const auto killed = bench.run(blow, more);
    if (!killed.wasKilled)
        return { false, killed.record.outcome == QLatin1String("done") ? QString() : killed.trouble };
    if (const QString lost = whatIsLost(before, bench.tenant.snapshot()); !lost.isEmpty())
        return { true, QStringLiteral("after the kill ") + lost };
    const auto again = bench.run({}, more);
    QString amiss = whatIsAmiss(before, bench.tenant.snapshot(), again.record);
    if (amiss.isEmpty())
        amiss = bench.orphan();
    if (amiss.isEmpty() && more.contains(generated))
        amiss = bench.lockedKey();
    if (amiss.isEmpty())
        amiss = difference(m_undisturbed, likeness(bench.tenant.snapshot(), again.record));
    return { true, amiss.isEmpty() ? QString() : amiss + QStringLiteral(" | ") + again.trouble };
}

void CrashTest::killedAtEveryRequestAndStartedAgain_data()
{
    QTest::addColumn<Blow::Half>("half");
    QTest::addColumn<QStringList>("more");
    QTest::newRow("before it is sent") << Blow::Half::Before << QStringList();
    QTest::newRow("after it was done") << Blow::Half::After << QStringList();
    QTest::newRow("before it is sent, PINs nobody knows") << Blow::Half::Before << QStringList{ generated };
    QTest::newRow("after it was done, PINs nobody knows") << Blow::Half::After << QStringList{ generated };
}

void CrashTest::killedAtEveryRequestAndStartedAgain()
{
    QFETCH(Blow::Half, half);
    QFETCH(QStringList, more);
    std::atomic<int> tried = 0;
    const QStringList problems = sweep([&](int k) { return killedAt({ k, half }, more); }, tried);
    qInfo() << tried.load() << "wizards killed";
    for (const QString &problem : problems)
        std::fprintf(stderr, "at request %s\n", qPrintable(problem));
    QVERIFY(problems.isEmpty());
    QVERIFY(tried > 30 / Shard::ofProcess().count);
}

BG_TEST(QCoreApplication, CrashTest)
#include "tst_crash.moc"
