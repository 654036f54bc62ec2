// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Fault.h"
#include "tests/flow/Aftermath.h"
#include "tests/flow/FlowBench.h"
#include "tests/flow/Sweep.h"
#include "tests/support/TestProgram.h"

#include <QLoggingCategory>
#include <QTest>

#include <cstdio>

using namespace bg;

// One thing goes wrong with one request of a run, at every request in turn: the run, or the one after it, ends in the
// same good tenant. The person tries again when asked, and knows the PINs.
class FaultsTest : public QObject {
    Q_OBJECT

private:
    static Trial struckAt(int request, Fault fault, std::atomic<int> &resumed);

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("bg.*=false")); }
    void oneFaultAtEveryRequest_data();
    void oneFaultAtEveryRequest();
};

// The sign-in page is a person's matter: they would reload it.
static bool isGraph(const QString &path)
{
    for (const char *part :
         { "/users", "/groups", "/identity", "/roleManagement", "/policies", "/directory", "/organization" })
        if (path.startsWith(QLatin1String(part)))
            return true;
    return false;
}

Trial FaultsTest::struckAt(int request, Fault fault, std::atomic<int> &resumed)
{
    PracticeScenario few = FlowBench::quick();
    few.policies = 3;
    FlowBench bench(few);
    if (!bench.isReady())
        return { true, bench.why() };
    DesiredState desired = FlowBench::wish();
    desired.pin = PinChoice::Ask;
    bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::TryAgain; };
    const QJsonObject before = bench.tenant.snapshot();
    const TenantFacts facts = bench.preflight(desired);
    const int first = int(bench.tenant.exchanges().size());
    std::atomic<int> seen = 0, struck = -1;
    bench.tenant.setFaults([&](int index, const QByteArray &, const QString &path) {
        if (index < first || !isGraph(path) || seen++ != request)
            return Fault::None;
        struck = index;
        return fault;
    });
    RunRecord record = bench.engine().run(Mode::Provision, desired, facts, bench.observer, {});
    bench.tenant.setFaults({});
    if (struck < 0)
        return { false, whatIsAmiss(before, bench.tenant.snapshot(), record) };
    if (record.outcome != QLatin1String("done")) {
        ++resumed;
        bench.restart();
        record = bench.run(desired);
    }
    const QString amiss = whatIsAmiss(before, bench.tenant.snapshot(), record);
    if (amiss.isEmpty())
        return {};
    return { true,
             bench.tenant.exchanges().at(struck).operation + QStringLiteral(": ") + amiss + QStringLiteral(" | ")
                 + bench.human.asked(QStringLiteral("trouble")).join(QStringLiteral(" | ")) };
}

void FaultsTest::oneFaultAtEveryRequest_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::newRow("the network drops before") << Fault::DropBefore;
    QTest::newRow("the network drops after the service did it") << Fault::DropAfter;
    QTest::newRow("429 without Retry-After") << Fault::ThrottleBare;
    QTest::newRow("429 with Retry-After") << Fault::Throttle;
    QTest::newRow("500") << Fault::ServerError;
    QTest::newRow("503") << Fault::Unavailable;
    QTest::newRow("504 although it was done") << Fault::GatewayTimeout;
    QTest::newRow("the answer breaks off") << Fault::Truncated;
}

void FaultsTest::oneFaultAtEveryRequest()
{
    QFETCH(Fault, fault);
    std::atomic<int> tried = 0, resumed = 0;
    const QStringList problems = sweep([&](int k) { return struckAt(k, fault, resumed); }, tried);
    qInfo() << tried.load() << "runs," << resumed.load() << "of them taken up again";
    for (const QString &problem : problems)
        std::fprintf(stderr, "at request %s\n", qPrintable(problem));
    QVERIFY(problems.isEmpty());
    QVERIFY(tried > 30 / Shard::ofProcess().count);
}

BG_TEST(QCoreApplication, FaultsTest)
#include "tst_faults.moc"
