// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/JournalText.h"
#include "app/reconcile/Plan.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace bg;

// Cancel at every step: it is felt, leaves nothing running, and the next run finishes what was begun.
class CancelTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario small()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 5;
        return scenario;
    }
    static int threads()
    {
        return int(QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
    }
    // A practice key has a thread of its own while it is in.
    static int keysIn(FlowBench &bench) { return int(bench.keys().seen().size()); }
    static int sockets()
    {
        int open = 0;
        for (const QFileInfo &file :
             QDir(QStringLiteral("/proc/self/fd")).entryInfoList(QDir::System | QDir::AllEntries))
            open += file.symLinkTarget().contains(QLatin1String("socket:")) ? 1 : 0;
        return open;
    }

private Q_SLOTS:
    void cancelAtEveryStepEndsTheRunAndTheNextOneFinishesIt_data();
    void cancelAtEveryStepEndsTheRunAndTheNextOneFinishesIt();
};
void CancelTest::cancelAtEveryStepEndsTheRunAndTheNextOneFinishesIt_data()
{
    QTest::addColumn<StepId>("at");
    for (const PlannedStep &turn : Plan::forMode(Mode::Provision, {}).plannedSteps)
        if (turn.account == StepDependency::allAccounts)
            QTest::newRow(qPrintable(name(turn.step))) << turn.step;
}

void CancelTest::cancelAtEveryStepEndsTheRunAndTheNextOneFinishesIt()
{
    QFETCH(StepId, at);
    FlowBench bench(small());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.human.onPin = [&](const PinQuestion &) { return QByteArray("73915208"); };
    DesiredState desired = FlowBench::wish();
    desired.pin = PinChoice::Ask; // a PIN that the person knows outlives the run
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    bench.observer.onStep = [&](const StepStatus &status) {
        if (status.step == at && status.phase == StepStatus::Phase::Working && !stop.stop_requested()) {
            asked = std::chrono::steady_clock::now();
            stop.request_stop();
        }
    };
    const TenantFacts facts = bench.preflight(desired);
    QVERIFY(bench.engine().plan(Mode::Provision, desired, facts, {}).has_value());
    const int threadsBefore = threads() - keysIn(bench), socketsBefore = sockets();
    const RunRecord cancelled = bench.engine().run(Mode::Provision, desired, facts, bench.observer, stop.get_token());
    const auto waited = std::chrono::steady_clock::now() - asked;
    QCOMPARE(cancelled.outcome, QStringLiteral("cancelled"));
    qInfo() << "felt after" << std::chrono::duration_cast<std::chrono::milliseconds>(waited).count() << "ms";
    QVERIFY2(waited < std::chrono::milliseconds(500),
             qPrintable(QString::number(std::chrono::duration_cast<std::chrono::milliseconds>(waited).count())));
    // The tenant closes its ends a moment after ours; timers end with the thread that they belong to.
    QTRY_VERIFY2(threads() - keysIn(bench) <= threadsBefore, "a thread is left");
    QTRY_VERIFY2(sockets() <= socketsBefore, "a socket is left");
    QVERIFY(bench.engine().unfinished().has_value());
    QCOMPARE(verifyJournal(bench.engine().journalFile()), QStringList());

    bench.observer.onStep = {};
    bench.restart();
    const RunRecord resumed = bench.run(desired);
    QVERIFY2(resumed.outcome == QLatin1String("done"),
             qPrintable(resumed.outcome + bench.human.asked(QStringLiteral("trouble")).join(QStringLiteral(" | "))));
    const QJsonObject after = bench.tenant.snapshot();
    QCOMPARE(after[QStringLiteral("passkeys")].toObject().size(), 2);
    for (const RecordedAccount &account : resumed.accounts)
        QCOMPARE(after[QStringLiteral("passkeys")].toObject()[account.objectId.value].toArray().size(), 2);
    int groups = 0;
    for (const QJsonValue &group : after[QStringLiteral("groups")].toObject())
        groups += group.toObject()[QStringLiteral("displayName")].toString() == desired.exclusionGroup ? 1 : 0;
    QCOMPARE(groups, 1);
    QVERIFY(!bench.engine().unfinished().has_value());
}

BG_TEST(QCoreApplication, CancelTest)
#include "tst_cancel.moc"
