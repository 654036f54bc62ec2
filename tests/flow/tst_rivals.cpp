// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/ReachOfPolicy.h"
#include "tests/flow/Aftermath.h"
#include "tests/flow/SecondWizard.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QLoggingCategory>
#include <QTest>

#include <atomic>
#include <latch>
#include <mutex>
#include <thread>

using namespace bg;

// One time for two: who pauses lets the other one do something meanwhile, which hands that only jump would not.
class CommonClock final : public Clock {
public:
    QDateTime utcNow() const override { return m_hands.utcNow(); }
    std::chrono::steady_clock::time_point now() const override { return m_hands.now(); }
    bool sleep(std::chrono::milliseconds pause, std::stop_token stop) override
    {
        std::this_thread::sleep_for(std::min(pause, std::chrono::milliseconds(10)));
        return m_hands.sleep(pause, stop);
    }

private:
    FakeClock m_hands;
};

// Two people set up the same tenant at the same time, each with a wizard of their own. Whatever the order of their
// requests: one pair of accounts, one group, and who comes second stops, says so and has taken nothing away.
class RivalsTest : public QObject {
    Q_OBJECT

private:
    struct Ends {
        RunRecord one, other;

        bool isDone(const RunRecord &record) const { return record.outcome == QLatin1String("done"); }
        bool gaveWay(const RunRecord &record) const
        {
            return record.outcome == QLatin1String("failed")
                && record.failure.startsWith(QLatin1String("AnotherWizard"));
        }
        // Exactly one of the two is done, and the other says why it stopped.
        bool hasOneWinner() const { return (isDone(one) && gaveWay(other)) || (isDone(other) && gaveWay(one)); }
        const RunRecord &winner() const { return isDone(one) ? one : other; }
        const RunRecord &loser() const { return isDone(one) ? other : one; }
        QString text() const
        {
            return QStringLiteral("%1 %2 / %3 %4").arg(one.outcome, one.failure, other.outcome, other.failure);
        }
    };
    static PracticeScenario few(int lag)
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 4;
        scenario.setReplicationLag(std::chrono::milliseconds(lag));
        return scenario;
    }
    static DesiredState wishOf(const QString &first, const QString &second)
    {
        DesiredState desired = FlowBench::wish();
        desired.accounts[0].userName = first;
        desired.accounts[1].userName = second;
        return desired;
    }
    // The second run begins when the tenant has answered `head` requests of the first; both preflights were before.
    static Ends runBoth(FlowBench &bench, SecondWizard &second, const DesiredState &wish, const DesiredState &theirs,
                        int head);
    static QStringList groupsNamed(const QJsonObject &tenant, const QString &displayName);
    static QStringList usersNamed(const QJsonObject &tenant, const QString &userName);
    static void columns(const QList<int> &heads, const QList<int> &headsWithLag);

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("bg.*=false")); }
    void sameNamesLeaveOnePairAndOneGroup_data() { columns({ 0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 24 }, { 0, 2, 5, 9 }); }
    void sameNamesLeaveOnePairAndOneGroup();
    void crossedNamesLeaveOnePairAndOneGroup_data() { columns({ 0, 2, 4 }, { 3 }); }
    void crossedNamesLeaveOnePairAndOneGroup();
    void otherAccountsWithTheSameGroupLeaveOneGroup_data() { columns({ 0, 1, 2, 3, 5, 8, 12 }, { 0, 4, 8 }); }
    void otherAccountsWithTheSameGroupLeaveOneGroup();
    void nothingInCommonButThePoliciesKeepsBothExclusions_data() { columns({ 0, 10, 20 }, {}); }
    void nothingInCommonButThePoliciesKeepsBothExclusions();
    void whoGaveWayAsksBeforeTakingOverWhenBegunAgain();
    void whoGaveWayLeavesAllAsItIsWhenTheAnswerIsNo();
    void accountMadeBySomebodyElseDuringALostAnswerIsNotOurs();
};

void RivalsTest::columns(const QList<int> &heads, const QList<int> &headsWithLag)
{
    QTest::addColumn<int>("head");
    QTest::addColumn<int>("lag");
    for (const int head : heads)
        QTest::addRow("%d requests ahead", head) << head << 0;
    for (const int head : headsWithLag)
        QTest::addRow("%d requests ahead, replicated late", head) << head << 1500;
}

RivalsTest::Ends RivalsTest::runBoth(FlowBench &bench, SecondWizard &second, const DesiredState &wish,
                                     const DesiredState &theirs, int head)
{
    const TenantFacts facts = bench.preflight(wish);
    const auto otherFacts = second.engine().preflight(theirs, [](const Finding &) {}, {});
    if (!otherFacts)
        return {};
    std::latch ahead(1);
    std::once_flag once;
    const auto letFollow = [&] { std::call_once(once, [&] { ahead.count_down(); }); };
    std::atomic<int> left = head;
    bench.tenant.setObserver([&](const Exchange &) {
        if (--left == 0)
            letFollow();
    });
    if (head == 0)
        letFollow();
    Ends ends;
    {
        std::jthread follower([&] {
            ahead.wait();
            ends.other = second.engine().run(Mode::Provision, theirs, *otherFacts, second.observer, {});
        });
        ends.one = bench.engine().run(Mode::Provision, wish, facts, bench.observer, {});
        letFollow();
    }
    bench.tenant.setObserver({});
    return ends;
}

QStringList RivalsTest::groupsNamed(const QJsonObject &tenant, const QString &displayName)
{
    QStringList ids;
    const QJsonObject groups = tenant[QStringLiteral("groups")].toObject();
    for (const QString &id : groups.keys())
        if (groups[id][QStringLiteral("displayName")].toString() == displayName)
            ids.append(id);
    return ids;
}

QStringList RivalsTest::usersNamed(const QJsonObject &tenant, const QString &userName)
{
    QStringList ids;
    const QJsonObject users = tenant[QStringLiteral("users")].toObject();
    for (const QString &id : users.keys())
        if (users[id][QStringLiteral("userPrincipalName")].toString().startsWith(userName + QLatin1Char('@')))
            ids.append(id);
    return ids;
}

void RivalsTest::sameNamesLeaveOnePairAndOneGroup()
{
    QFETCH(int, head);
    QFETCH(int, lag);
    CommonClock clock;
    FlowBench bench(few(lag), &clock);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    SecondWizard second(bench);
    QVERIFY(second.isReady());
    const QJsonObject before = bench.tenant.snapshot();
    const Ends ends = runBoth(bench, second, FlowBench::wish(), FlowBench::wish(), head);
    QVERIFY2(ends.hasOneWinner(), qPrintable(ends.text()));
    QCOMPARE(whatIsAmiss(before, bench.tenant.snapshot(), ends.winner()), QString());
    QCOMPARE(ends.loser().groupId, QString());
    // Nobody was led to take over what the other one was at work on.
    QCOMPARE(bench.human.asked(QStringLiteral("confirm")) + second.human.asked(QStringLiteral("confirm")),
             QStringList());
}

void RivalsTest::crossedNamesLeaveOnePairAndOneGroup()
{
    QFETCH(int, head);
    QFETCH(int, lag);
    CommonClock clock;
    FlowBench bench(few(lag), &clock);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    SecondWizard second(bench);
    QVERIFY(second.isReady());
    const QJsonObject before = bench.tenant.snapshot();
    const DesiredState mine = FlowBench::wish();
    const Ends ends = runBoth(bench, second, mine, wishOf(mine.accounts[1].userName, mine.accounts[0].userName), head);
    QVERIFY2(ends.hasOneWinner(), qPrintable(ends.text()));
    QCOMPARE(whatIsAmiss(before, bench.tenant.snapshot(), ends.winner()), QString());
}

void RivalsTest::otherAccountsWithTheSameGroupLeaveOneGroup()
{
    QFETCH(int, head);
    QFETCH(int, lag);
    CommonClock clock;
    FlowBench bench(few(lag), &clock);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    SecondWizard second(bench);
    QVERIFY(second.isReady());
    const QJsonObject before = bench.tenant.snapshot();
    const DesiredState mine = FlowBench::wish();
    const Ends ends
        = runBoth(bench, second, mine, wishOf(QStringLiteral("lantern.east"), QStringLiteral("willow.west")), head);
    QVERIFY2(ends.hasOneWinner(), qPrintable(ends.text()));
    const QJsonObject after = bench.tenant.snapshot();
    QCOMPARE(whatIsLost(before, after), QString());
    QCOMPARE(groupsNamed(after, mine.exclusionGroup), QStringList(ends.winner().groupId));
    QCOMPARE(ends.loser().groupId, QString());
    for (const RecordedPolicy &policy : ends.winner().policies)
        QVERIFY2(policy.outcome != QLatin1String("failed"), qPrintable(policy.displayName));
}

// Each writes whole lists of excluded groups, over the other's: whose list went over the other's puts that back.
void RivalsTest::nothingInCommonButThePoliciesKeepsBothExclusions()
{
    QFETCH(int, head);
    QFETCH(int, lag);
    CommonClock clock;
    FlowBench bench(few(lag), &clock);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    SecondWizard second(bench);
    QVERIFY(second.isReady());
    const QJsonObject before = bench.tenant.snapshot();
    DesiredState theirs = wishOf(QStringLiteral("lantern.east"), QStringLiteral("willow.west"));
    theirs.exclusionGroup = QStringLiteral("The others");
    const Ends ends = runBoth(bench, second, FlowBench::wish(), theirs, head);
    QVERIFY2(ends.isDone(ends.one) && ends.isDone(ends.other), qPrintable(ends.text()));
    for (const QJsonValue &policy : bench.tenant.snapshot()[QStringLiteral("policies")].toArray()) {
        if (!reachOf(policy.toObject()).reachesPeople())
            continue;
        const QJsonArray groups
            = policy[QStringLiteral("conditions")][QStringLiteral("users")][QStringLiteral("excludeGroups")].toArray();
        QVERIFY2(groups.contains(ends.one.groupId) && groups.contains(ends.other.groupId),
                 qPrintable(policy[QStringLiteral("displayName")].toString()));
    }
}

// The person reads what is there now, agrees, and ends with the one pair and the one group.
void RivalsTest::whoGaveWayAsksBeforeTakingOverWhenBegunAgain()
{
    FlowBench bench(few(0));
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    SecondWizard second(bench);
    const QJsonObject before = bench.tenant.snapshot();
    const DesiredState wish = FlowBench::wish();
    const Ends ends = runBoth(bench, second, wish, wish, 12);
    QVERIFY2(ends.isDone(ends.one) && ends.gaveWay(ends.other), qPrintable(ends.text()));

    second.restart();
    QVERIFY(second.engine().unfinished().has_value());
    const auto facts = second.engine().preflight(wish, [](const Finding &) {}, {});
    QVERIFY(facts.has_value());
    const RunRecord again = second.engine().run(Mode::Provision, wish, *facts, second.observer, {});
    QCOMPARE(again.failure, QString());
    QVERIFY(!second.human.asked(QStringLiteral("confirm takeOverAccount")).isEmpty());
    const QJsonObject after = bench.tenant.snapshot();
    QCOMPARE(whatIsLost(before, after), QString());
    QCOMPARE(again.groupId, ends.one.groupId);
    for (const AccountChoice &account : wish.accounts)
        QCOMPARE(usersNamed(after, account.userName).size(), 1);
    QCOMPARE(groupsNamed(after, wish.exclusionGroup), QStringList(ends.one.groupId));
    // The first one's keys still open the accounts.
    for (const RecordedAccount &account : ends.one.accounts)
        QVERIFY(after[QStringLiteral("passkeys")][account.objectId.value].toArray().size() >= 2);
}

void RivalsTest::whoGaveWayLeavesAllAsItIsWhenTheAnswerIsNo()
{
    FlowBench bench(few(0));
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    SecondWizard second(bench);
    const DesiredState wish = FlowBench::wish();
    const Ends ends = runBoth(bench, second, wish, wish, 12);
    QVERIFY2(ends.isDone(ends.one) && ends.gaveWay(ends.other), qPrintable(ends.text()));

    second.restart();
    second.human.onConfirm = [](const QString &) { return Answer::No; };
    const QJsonObject settled = bench.tenant.snapshot();
    const auto facts = second.engine().preflight(wish, [](const Finding &) {}, {});
    QVERIFY(facts.has_value());
    const RunRecord again = second.engine().run(Mode::Provision, wish, *facts, second.observer, {});
    QVERIFY(again.outcome != QLatin1String("done"));
    QCOMPARE(difference(settled, bench.tenant.snapshot()), QString());
}

// Our request never arrived, and somebody else made an account of the name before we looked: its name alone would say
// that it is ours.
void RivalsTest::accountMadeBySomebodyElseDuringALostAnswerIsNotOurs()
{
    FlowBench bench(few(0));
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    SecondWizard second(bench);
    const DesiredState wish = FlowBench::wish();
    const TenantFacts facts = bench.preflight(wish);
    const auto otherFacts = second.engine().preflight(wish, [](const Finding &) {}, {});
    QVERIFY(otherFacts.has_value());
    bool isLost = false;
    std::jthread follower;
    Ends ends;
    std::latch begin(1);
    bench.tenant.setFaults([&](int, const QByteArray &method, const QString &path) {
        if (isLost || method != "POST" || path != QLatin1String("/users"))
            return Fault::None;
        isLost = true;
        begin.count_down();
        return Fault::DropBefore;
    });
    follower = std::jthread([&] {
        begin.wait();
        ends.other = second.engine().run(Mode::Provision, wish, *otherFacts, second.observer, {});
    });
    ends.one = bench.engine().run(Mode::Provision, wish, facts, bench.observer, {});
    follower.join();
    QVERIFY(isLost);
    QVERIFY2(ends.hasOneWinner(), qPrintable(ends.text()));
    for (const AccountChoice &account : wish.accounts)
        QCOMPARE(usersNamed(bench.tenant.snapshot(), account.userName).size(), 1);
}

BG_TEST(QCoreApplication, RivalsTest)
#include "tst_rivals.moc"
