// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/GraphClient.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <future>
#include <mutex>

using namespace bg;

// What a run costs the service and the person's time.
class EconomyTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario small()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 5;
        return scenario;
    }

private Q_SLOTS:
    void fewRoundTripsStandBeforeTheFirstKey_data();
    void fewRoundTripsStandBeforeTheFirstKey();
    void aLargeTenantIsNeverGoneThroughOneByOne();
    void aPolicyIsNotWrittenFromAnOldList();
    void theKeyLaneTellsHowLongItWillTake();
};

void EconomyTest::fewRoundTripsStandBeforeTheFirstKey_data()
{
    QTest::addColumn<bool>("isForAll");
    QTest::addColumn<int>("lag");
    QTest::newRow("passkeys for everybody, replicated late") << true << 1500;
    QTest::newRow("passkeys for a group of pilots") << false << 0;
}

// Of Graph, from the start of the run. Nothing is asked side by side before the keys begin, so each exchange is one
// trip; the directory lane is held up there, so that it adds none of what comes after.
void EconomyTest::fewRoundTripsStandBeforeTheFirstKey()
{
    QFETCH(bool, isForAll);
    QFETCH(int, lag);
    PracticeScenario scenario = small();
    scenario.passkeysForAll = isForAll;
    scenario.setReplicationLag(std::chrono::milliseconds(lag));
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const DesiredState desired = FlowBench::wish();
    const TenantFacts facts = bench.preflight(desired);
    QVERIFY(bench.engine().plan(Mode::Provision, desired, facts, {}).has_value());
    const auto before = bench.tenant.exchanges().size();
    QStringList trips;
    std::promise<void> shown;
    std::once_flag first;
    bench.human.onShow = [&](const KeyProgress &) {
        std::call_once(first, [&] {
            for (const Exchange &exchange : bench.tenant.exchanges().mid(before))
                if (!exchange.version.isEmpty())
                    trips.append(exchange.operation);
            shown.set_value();
        });
    };
    const auto wasShown = shown.get_future().share();
    bool mayKeysBegin = false;
    bench.observer.onStep = [&](const StepStatus &status) {
        if (status.lane != LaneId::Directory || status.phase == StepStatus::Phase::Waiting)
            return;
        if (mayKeysBegin && status.step != StepId::MethodPolicy)
            (void)wasShown.wait_for(std::chrono::seconds(20));
        mayKeysBegin = mayKeysBegin || status.step == StepId::MethodPolicy;
    };
    const RunRecord record = bench.engine().run(Mode::Provision, desired, facts, bench.observer, {});
    QCOMPARE(record.outcome, QStringLiteral("done"));
    QVERIFY(!trips.isEmpty());
    qInfo() << trips.size() << "round trips before the first key";
    QVERIFY2(trips.size() <= 14, qPrintable(trips.join(QLatin1Char(' '))));
}

void EconomyTest::aLargeTenantIsNeverGoneThroughOneByOne()
{
    PracticeScenario scenario = FlowBench::quick();
    scenario.policies = 240;
    scenario.policyInterval = std::chrono::seconds(1);
    scenario.extraGroups = 500;
    scenario.furtherUsers = 250000;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord record = bench.run();
    QCOMPARE(bench.human.asked(QStringLiteral("trouble")), QStringList());
    QCOMPARE(record.outcome, QStringLiteral("done"));
    int changed = 0;
    for (const RecordedPolicy &policy : record.policies) {
        QVERIFY2(policy.outcome != QLatin1String("failed"), qPrintable(policy.displayName));
        changed += policy.outcome == QLatin1String("excluded") ? 1 : 0;
    }
    QVERIFY(changed > 200);
    for (const Exchange &exchange : bench.tenant.exchanges())
        if (exchange.operation == QLatin1String("users.list") || exchange.operation == QLatin1String("groups.list"))
            QVERIFY2(exchange.query.contains(QLatin1String("$filter")), qPrintable(exchange.query));
    qInfo() << changed << "policies changed by" << record.counters.graphRequests << "requests, of them"
            << record.counters.perEndpoint[QStringLiteral("conditionalAccess.policies.list")] << "pages of policies";
    QCOMPARE(record.counters.throttled, 0);
    QVERIFY2(record.counters.graphRequests <= changed + 60, qPrintable(QString::number(record.counters.graphRequests)));

    // The tenant would have said no.
    RequestPacing pacing(bench.clock);
    RequestCounter counter;
    GraphClient graph(bench.cloud(), bench.tokens(), bench.clock, pacing, counter);
    GraphRequest everybody;
    everybody.path = QStringLiteral("/users");
    everybody.endpoint = QStringLiteral("users.list");
    everybody.scopes = { QStringLiteral("User.Read.All") };
    const auto listed = graph.list(everybody, {});
    QVERIFY(!listed);
    QCOMPARE(listed.error().kind, Error::Kind::Refused);
}

// What is written is never older than two minutes, and a new list is one request.
void EconomyTest::aPolicyIsNotWrittenFromAnOldList()
{
    PracticeScenario scenario = FlowBench::quick();
    scenario.policies = 240;
    scenario.policyInterval = std::chrono::seconds(1);
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const DesiredState desired = FlowBench::wish();
    const TenantFacts facts = bench.preflight(desired);
    QVERIFY(bench.engine().plan(Mode::Provision, desired, facts, {}).has_value());
    const auto before = bench.tenant.exchanges().size();
    const RunRecord record = bench.engine().run(Mode::Provision, desired, facts, bench.observer, {});
    QCOMPARE(record.outcome, QStringLiteral("done"));
    int pages = 0, sincePage = 0, longest = 0;
    for (const Exchange &exchange : bench.tenant.exchanges().mid(before)) {
        if (exchange.operation == QLatin1String("conditionalAccess.policies.list")) {
            ++pages;
            sincePage = 0;
        }
        if (exchange.operation == QLatin1String("conditionalAccess.policies.update"))
            longest = std::max(longest, ++sincePage);
    }
    QVERIFY2(longest <= 120 && longest > 100, qPrintable(QString::number(longest)));
    // The first list, one on the way, the one to verify.
    QCOMPARE(pages, 3);
}

void EconomyTest::theKeyLaneTellsHowLongItWillTake()
{
    FlowBench bench(small());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.human.onShow = [&](const KeyProgress &moment) {
        if (moment.phase == KeyProgress::Phase::Done)
            bench.clock.advance(std::chrono::seconds(60)); // a person's minute for each key
    };
    QCOMPARE(bench.run().outcome, QStringLiteral("done"));
    const QList<std::chrono::seconds> left = bench.observer.left(LaneId::Key);
    QCOMPARE(left.size(), 4);
    QVERIFY(left[0] >= std::chrono::seconds(180));
    QVERIFY(left[1] < left[0] && left[2] < left[1]);
    QCOMPARE(left[3], std::chrono::seconds(0));
}

BG_TEST(QCoreApplication, EconomyTest)
#include "tst_economy.moc"
