// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Directory.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <atomic>

using namespace bg;

// What real tenants do to a sign-in after it was given: they ask for more, take it back, or never gave the role.
class SignInFlowTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario few(const QString &name)
    {
        PracticeScenario scenario = *PracticeScenario::named(name);
        const PracticeScenario quick = FlowBench::quick();
        scenario.latency = quick.latency;
        scenario.policyInterval = quick.policyInterval;
        scenario.setReplicationLag(std::chrono::milliseconds(0));
        scenario.policies = 5;
        scenario.preview = 0;
        return scenario;
    }
    // Indexes of the requests to Graph that were answered so.
    static QList<int> answered(FlowBench &bench, const QByteArray &method, int status)
    {
        QList<int> found;
        for (const Exchange &exchange : bench.tenant.exchanges())
            if (!exchange.version.isEmpty() && exchange.method == method && exchange.status == status)
                found.append(exchange.index);
        return found;
    }
    static void endSessions(FlowBench &bench)
    {
        bench.clock.advance(std::chrono::seconds(1));
        bench.tenant.change([](Directory &directory) {
            directory.users[directory.operatorId][QStringLiteral("signInSessionsValidFromDateTime")]
                = directory.timestamp();
        });
        bench.clock.advance(std::chrono::seconds(1));
    }
    // What `act` does, at the moment the step begins its work.
    static void when(FlowBench &bench, StepId step, const std::function<void()> &act)
    {
        auto isDone = std::make_shared<std::atomic<bool>>(false);
        bench.observer.onStep = [=](const StepStatus &status) {
            if (status.step == step && status.phase == StepStatus::Phase::Working && !isDone->exchange(true))
                act();
        };
    }

private Q_SLOTS:
    void stepUpInTheMiddleOfARunFinishesThatRun();
    void declinedStepUpEndsTheRunWithoutAChangedPolicy();
    void sessionsEndedInTheMiddleOfARunAreSignedInAgainAndTheRunFinishes();
    void anotherPersonAtTheSecondSignInStopsTheRun();
    void eligibleOperatorActivatesTheRoleAndGoesOn();
    void aRuleThatAsksForMfaIsAnsweredInTheBrowser();
    void endingAllSessionsReachesTheTenantAndLeavesNoTokens();
    void operatorWithoutTheRoleIsStoppedBeforeAnythingIsWritten();
};

void SignInFlowTest::stepUpInTheMiddleOfARunFinishesThatRun()
{
    FlowBench bench(few(QStringLiteral("protected-action")));
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord record = bench.run();
    QCOMPARE(bench.human.asked(QStringLiteral("trouble")), QStringList());
    QCOMPARE(record.outcome, QStringLiteral("done"));
    QCOMPARE(bench.browser().rounds(SignInRound::Purpose::StepUp).size(), 1);

    // The very request that was refused came again, and was the next write to that policy.
    const QList<int> refused = answered(bench, "PATCH", 401);
    QCOMPARE(refused.size(), 1);
    const QList<Exchange> exchanges = bench.tenant.exchanges();
    const Exchange first = exchanges[refused.first()];
    const auto again = std::find_if(exchanges.begin() + refused.first() + 1, exchanges.end(),
                                    [&](const Exchange &e) { return e.method == "PATCH" && e.path == first.path; });
    QVERIFY(again != exchanges.end());
    QCOMPARE(again->request, first.request);
    QCOMPARE(again->status, 204);
    for (const RecordedPolicy &policy : record.policies)
        QVERIFY2(policy.outcome == QLatin1String("excluded") || policy.outcome == QLatin1String("skipped"),
                 qPrintable(policy.displayName + QLatin1Char(' ') + policy.outcome));
}

void SignInFlowTest::declinedStepUpEndsTheRunWithoutAChangedPolicy()
{
    FlowBench bench(few(QStringLiteral("protected-action")));
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    when(bench, StepId::Exclusions, [&] {
        Visitor unwilling;
        unwilling.declines = true;
        bench.browser().seat(unwilling);
    });
    const RunRecord record = bench.run();
    QVERIFY(record.outcome != QLatin1String("done"));
    QVERIFY(!bench.browser().rounds(SignInRound::Purpose::StepUp).isEmpty());
    QVERIFY2(!bench.human.asked(QStringLiteral("trouble"))
                  .filter(QStringLiteral("signInRefused"), Qt::CaseInsensitive)
                  .isEmpty(),
             qPrintable(bench.human.asked().join(QStringLiteral(" | "))));
    for (const Exchange &exchange : bench.tenant.exchanges())
        if (exchange.isWrite() && exchange.operation.startsWith(QLatin1String("conditionalAccess.")))
            QCOMPARE(exchange.status, 401);
}

void SignInFlowTest::sessionsEndedInTheMiddleOfARunAreSignedInAgainAndTheRunFinishes()
{
    FlowBench bench(few(QStringLiteral("p2-permits")));
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    when(bench, StepId::Exclusions, [&] { endSessions(bench); });
    const RunRecord record = bench.run();
    QVERIFY2(record.outcome == QLatin1String("done"),
             qPrintable(record.outcome + bench.human.asked(QStringLiteral("trouble")).join(QStringLiteral(" | "))));
    QCOMPARE(bench.human.asked(QStringLiteral("trouble")), QStringList());
    const int challenged = int(answered(bench, "GET", 401).size() + answered(bench, "PATCH", 401).size()
                               + answered(bench, "POST", 401).size());
    QVERIFY2(challenged >= 1 && challenged <= 2, qPrintable(QString::number(challenged))); // one for each lane
    const auto ended = bench.browser().rounds(SignInRound::Purpose::SessionEnded).size();
    const auto steppedUp = bench.browser().rounds(SignInRound::Purpose::StepUp).size();
    QCOMPARE(ended + steppedUp, 1); // both lanes wait for the same one
}

void SignInFlowTest::anotherPersonAtTheSecondSignInStopsTheRun()
{
    FlowBench bench(few(QStringLiteral("p2-permits")));
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bool isSomebodyThere = false;
    when(bench, StepId::Exclusions, [&] {
        bench.tenant.change([&](Directory &directory) {
            for (const QJsonObject &user : directory.users) {
                const QString id = user[QStringLiteral("id")].toString();
                if (id == directory.operatorId || !user[QStringLiteral("accountEnabled")].toBool()
                    || !user[QStringLiteral("signInSessionsValidFromDateTime")].isString())
                    continue;
                directory.setPassword(id, QStringLiteral("a password of somebody else"));
                Visitor other;
                other.userName = user[QStringLiteral("userPrincipalName")].toString();
                other.password = "a password of somebody else";
                bench.browser().seat(other);
                isSomebodyThere = true;
                return;
            }
        });
        endSessions(bench);
    });
    const RunRecord record = bench.run();
    QVERIFY(isSomebodyThere);
    QVERIFY(record.outcome != QLatin1String("done"));
    const QStringList troubles = bench.human.asked(QStringLiteral("trouble"));
    QVERIFY2(!troubles.filter(QStringLiteral("wrongPerson"), Qt::CaseInsensitive).isEmpty()
                 || record.failure.contains(QStringLiteral("wrongPerson"), Qt::CaseInsensitive),
             qPrintable(record.outcome + QLatin1Char(' ') + record.failure + troubles.join(QStringLiteral(" | "))));
    // From the first refusal on nothing more is written.
    QList<int> refused;
    for (const char *method : { "GET", "PATCH", "POST" })
        refused += answered(bench, method, 401);
    QVERIFY(!refused.isEmpty());
    const int first = *std::min_element(refused.begin(), refused.end());
    for (const Exchange &exchange : bench.tenant.exchanges())
        QVERIFY(exchange.index <= first || !exchange.isWrite() || exchange.version.isEmpty() || exchange.status == 401);
}

void SignInFlowTest::eligibleOperatorActivatesTheRoleAndGoesOn()
{
    PracticeScenario scenario = few(QStringLiteral("p2-permits"));
    scenario.operatorRole = PracticeScenario::OperatorRole::Eligible;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const TenantFacts before = bench.preflight();
    QCOMPARE(bench.why(), QString());
    QCOMPARE(before.globalAdministrator, RoleHeld::Eligible);
    QVERIFY(before.isStopped());
    const int writesBefore = bench.tenant.writes();

    const auto activated = bench.engine().activateRole({ QStringLiteral("Setting up emergency access accounts"), std::chrono::minutes(60), {}, {} }, {});
    QVERIFY2(activated.has_value(),
             activated ? "" : qPrintable(activated.error().detail + activated.error().serviceMessage));
    QCOMPARE(bench.tenant.writes(), writesBefore + 1);
    const TenantFacts after = bench.preflight();
    QCOMPARE(after.globalAdministrator, RoleHeld::Active);
    QVERIFY(!after.isStopped());
    QCOMPARE(bench.run().outcome, QStringLiteral("done"));
}

void SignInFlowTest::aRuleThatAsksForMfaIsAnsweredInTheBrowser()
{
    PracticeScenario scenario = few(QStringLiteral("p2-permits"));
    scenario.operatorRole = PracticeScenario::OperatorRole::Eligible;
    scenario.operatorHasMfa = false;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const auto activated = bench.engine().activateRole(
        { QStringLiteral("Setting up emergency access accounts"), std::chrono::minutes(60), {}, {} }, {});
    QVERIFY2(activated.has_value(),
             activated ? "" : qPrintable(activated.error().serviceCode + activated.error().serviceMessage));
    QCOMPARE(bench.preflight().globalAdministrator, RoleHeld::Active);
}

void SignInFlowTest::endingAllSessionsReachesTheTenantAndLeavesNoTokens()
{
    FlowBench bench(few(QStringLiteral("p2-permits")));
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.preflight();
    const auto ended = bench.engine().endSessions({});
    QVERIFY2(ended.has_value(), ended ? "" : qPrintable(ended.error().serviceMessage));
    int revocations = 0;
    for (const Exchange &exchange : bench.tenant.exchanges())
        revocations += exchange.path.contains(QLatin1String("revokeSignInSessions")) && exchange.status == 200;
    QCOMPARE(revocations, 1);
    QVERIFY(!bench.engine().userNameTaken(QStringLiteral("nobody@contoso.onmicrosoft.com"), {}).has_value());
}

void SignInFlowTest::operatorWithoutTheRoleIsStoppedBeforeAnythingIsWritten()
{
    PracticeScenario scenario = few(QStringLiteral("p2-permits"));
    scenario.operatorRole = PracticeScenario::OperatorRole::None;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const TenantFacts facts = bench.preflight();
    QCOMPARE(facts.globalAdministrator, RoleHeld::None);
    QVERIFY(facts.isStopped());
    QCOMPARE(bench.tenant.writes(), 0);
}

BG_TEST(QCoreApplication, SignInFlowTest)
#include "tst_signin.moc"
