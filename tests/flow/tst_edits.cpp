// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/FindingIds.h"
#include "app/practice/Directory.h"
#include "app/steps/preflight/ReachOfPolicy.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QLoggingCategory>
#include <QTest>

using namespace bg;

// Somebody else edits policies while the wizard is at work on them.
class EditsTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario few()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 8;
        return scenario;
    }
    static QJsonArray excluded(const QJsonObject &policy)
    {
        return policy[QStringLiteral("conditions")][QStringLiteral("users")][QStringLiteral("excludeGroups")].toArray();
    }
    static void exclude(QJsonObject &policy, const QJsonArray &groups)
    {
        QJsonObject conditions = policy[QStringLiteral("conditions")].toObject();
        QJsonObject users = conditions[QStringLiteral("users")].toObject();
        users[QStringLiteral("excludeGroups")] = groups;
        conditions[QStringLiteral("users")] = users;
        policy[QStringLiteral("conditions")] = conditions;
    }
    static void excludeToo(QJsonObject &policy, const QString &group)
    {
        QJsonArray groups = excluded(policy);
        groups.append(group);
        exclude(policy, groups);
    }
    static QJsonObject policyAt(const FlowBench &bench, int index)
    {
        return bench.tenant.snapshot()[QStringLiteral("policies")][index].toObject();
    }
    static QString someGroup(const QJsonObject &tenant)
    {
        return tenant[QStringLiteral("groups")].toObject().keys().first();
    }
    // The policies that the wizard has to change, in its order.
    static QList<int> reaching(const QJsonObject &tenant);
    // Runs, and lets somebody else work once, after two policies were changed and before the third is.
    static RunRecord runBeside(FlowBench &bench, const std::function<void(Directory &)> &work);
    static RunRecord check(FlowBench &bench) { return bench.engine().check(FlowBench::wish(), {}, bench.observer, {}); }
    static qsizetype looksIntoTheLog(const FlowBench &bench)
    {
        const QList<Exchange> all = bench.tenant.exchanges();
        return std::count_if(all.begin(), all.end(), [](const Exchange &one) {
            return one.operation == QLatin1String("auditLogs.directoryAudits.list")
                && one.query.contains(QLatin1String("Conditional")); // the others ask who made an account
        });
    }
    static bool tells(const RunRecord &record, QLatin1String finding, const QString &displayName);
    static bool has(const RunRecord &record, QLatin1String finding)
    {
        return std::any_of(record.findings.begin(), record.findings.end(),
                           [&](const Finding &one) { return one.id == finding; });
    }

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("bg.*=false")); }
    void whatSomebodyElseChangesBeforeItsTurnSurvives();
    void groupThatSomebodyElseExcludesBesideOursSurvivesAndIsTold();
    void groupThatSomebodyElseExcludesSurvivesWhereTheListIsOld();
    void groupThatSomebodyElseExcludesInTheSameMomentIsPutBackAndTold();
    void groupThatSomebodyElseTakesOutInTheSameMomentStaysOut();
    void whatALateLogShowsIsToldByTheNextCheckAndPutBackByTheNextRun();
    void ourExclusionTakenOutMeanwhileIsPutInAgain();
    void policyDeletedMeanwhileStopsNothing();
};

QList<int> EditsTest::reaching(const QJsonObject &tenant)
{
    QList<int> all;
    const QJsonArray policies = tenant[QStringLiteral("policies")].toArray();
    for (int i = 0; i < policies.size(); ++i)
        if (reachOf(policies[i].toObject()).reachesPeople())
            all.append(i);
    return all;
}

RunRecord EditsTest::runBeside(FlowBench &bench, const std::function<void(Directory &)> &work)
{
    bool isDone = false;
    bench.observer.onStep = [&](const StepStatus &status) {
        if (status.step != StepId::Exclusions || status.phase != StepStatus::Phase::Working || status.done != 2
            || isDone)
            return;
        isDone = true;
        bench.tenant.change(work);
    };
    const RunRecord record = bench.run();
    return isDone ? record : RunRecord();
}

bool EditsTest::tells(const RunRecord &record, QLatin1String finding, const QString &displayName)
{
    return std::any_of(record.findings.begin(), record.findings.end(), [&](const Finding &one) {
        return one.id == finding && one.facts[QStringLiteral("displayName")].toString() == displayName;
    });
}

void EditsTest::whatSomebodyElseChangesBeforeItsTurnSurvives()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const int last = reaching(bench.tenant.snapshot()).last();
    const RunRecord record = runBeside(bench, [&](Directory &directory) {
        directory.policies[last][QStringLiteral("displayName")] = QStringLiteral("Renamed meanwhile");
    });
    QCOMPARE(record.outcome, QStringLiteral("done"));
    const QJsonObject policy = policyAt(bench, last);
    QCOMPARE(policy[QStringLiteral("displayName")].toString(), QStringLiteral("Renamed meanwhile"));
    QVERIFY(excluded(policy).contains(record.groupId));
    QVERIFY(tells(record, finding::PolicyChangedBeside, QStringLiteral("Renamed meanwhile")));
}

void EditsTest::groupThatSomebodyElseExcludesBesideOursSurvivesAndIsTold()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject before = bench.tenant.snapshot();
    const int first = reaching(before).first();
    const QString theirs = someGroup(before);
    const RunRecord record
        = runBeside(bench, [&](Directory &directory) { excludeToo(directory.policies[first], theirs); });
    QCOMPARE(record.outcome, QStringLiteral("done"));
    const QJsonObject policy = policyAt(bench, first);
    QVERIFY(excluded(policy).contains(theirs) && excluded(policy).contains(record.groupId));
    QVERIFY(tells(record, finding::PolicyChangedBeside, policy[QStringLiteral("displayName")].toString()));
}

void EditsTest::groupThatSomebodyElseExcludesSurvivesWhereTheListIsOld()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject before = bench.tenant.snapshot();
    const int last = reaching(before).last();
    const QString theirs = someGroup(before);
    const RunRecord record = runBeside(bench, [&](Directory &directory) {
        excludeToo(directory.policies[last], theirs);
        bench.clock.advance(std::chrono::seconds(125));
    });
    QCOMPARE(record.outcome, QStringLiteral("done"));
    const QJsonObject policy = policyAt(bench, last);
    QVERIFY(excluded(policy).contains(theirs) && excluded(policy).contains(record.groupId));
}

// Our list is seconds old, and no answer of the service says that it went over somebody's change: only its log does.
void EditsTest::groupThatSomebodyElseExcludesInTheSameMomentIsPutBackAndTold()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject before = bench.tenant.snapshot();
    const int last = reaching(before).last();
    const QString theirs = someGroup(before);
    const RunRecord record
        = runBeside(bench, [&](Directory &directory) { excludeToo(directory.policies[last], theirs); });
    QCOMPARE(record.outcome, QStringLiteral("done"));
    QCOMPARE(bench.human.asked(QStringLiteral("trouble")), QStringList());
    const QJsonObject policy = policyAt(bench, last);
    QVERIFY(excluded(policy).contains(theirs) && excluded(policy).contains(record.groupId));
    QVERIFY(tells(record, finding::EditPutBack, policy[QStringLiteral("displayName")].toString()));
    QVERIFY(!has(record, finding::UpdateLost));
    QCOMPARE(looksIntoTheLog(bench), 1);
    // Found and put right: a check has nothing left to look up.
    QVERIFY(!has(check(bench), finding::UpdateLost));
    QCOMPARE(looksIntoTheLog(bench), 1);
}

void EditsTest::groupThatSomebodyElseTakesOutInTheSameMomentStaysOut()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const int last = reaching(bench.tenant.snapshot()).last();
    const QString theirs = someGroup(bench.tenant.snapshot());
    bench.tenant.change([&](Directory &directory) { exclude(directory.policies[last], { theirs }); });
    const RunRecord record
        = runBeside(bench, [&](Directory &directory) { exclude(directory.policies[last], QJsonArray()); });
    QCOMPARE(record.outcome, QStringLiteral("done"));
    const QJsonObject policy = policyAt(bench, last);
    QCOMPARE(excluded(policy), QJsonArray{ record.groupId });
    QVERIFY(tells(record, finding::EditPutBack, policy[QStringLiteral("displayName")].toString()));
}

void EditsTest::whatALateLogShowsIsToldByTheNextCheckAndPutBackByTheNextRun()
{
    PracticeScenario scenario = few();
    scenario.logLag = std::chrono::minutes(10);
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject before = bench.tenant.snapshot();
    const int last = reaching(before).last();
    const QString theirs = someGroup(before);
    const RunRecord record
        = runBeside(bench, [&](Directory &directory) { excludeToo(directory.policies[last], theirs); });
    QCOMPARE(record.outcome, QStringLiteral("done"));
    const auto policy = [&] { return policyAt(bench, last); };
    QVERIFY(!excluded(policy()).contains(theirs)); // and nobody can know it yet
    QVERIFY(!has(record, finding::EditPutBack));

    bench.clock.advance(std::chrono::minutes(15));
    bench.restart();
    const RunRecord checked = check(bench);
    QVERIFY(has(checked, finding::UpdateLost));
    QCOMPARE(checked.outcome, QStringLiteral("findings"));
    QVERIFY(!excluded(policy()).contains(theirs)); // a check writes nothing

    bench.restart();
    const RunRecord again = bench.run();
    QCOMPARE(again.outcome, QStringLiteral("done"));
    QVERIFY(has(again, finding::EditPutBack));
    QVERIFY(excluded(policy()).contains(theirs) && excluded(policy()).contains(record.groupId));

    bench.clock.advance(std::chrono::minutes(15));
    bench.restart();
    const auto looks = looksIntoTheLog(bench);
    QVERIFY(!has(check(bench), finding::UpdateLost));
    QCOMPARE(looksIntoTheLog(bench), looks);
}

void EditsTest::ourExclusionTakenOutMeanwhileIsPutInAgain()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::TryAgain; };
    const QJsonObject before = bench.tenant.snapshot();
    const int first = reaching(before).first();
    const QJsonArray theirs = excluded(before[QStringLiteral("policies")][first].toObject());
    const RunRecord record
        = runBeside(bench, [&](Directory &directory) { exclude(directory.policies[first], theirs); });
    QCOMPARE(record.outcome, QStringLiteral("done"));
    const QJsonObject policy = policyAt(bench, first);
    QVERIFY(excluded(policy).contains(record.groupId));
    // Not in silence: the person was asked.
    QCOMPARE(bench.human.asked(QStringLiteral("trouble")).size(), 1);
}

void EditsTest::policyDeletedMeanwhileStopsNothing()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const int last = reaching(bench.tenant.snapshot()).last();
    const RunRecord record = runBeside(bench, [&](Directory &directory) { directory.policies.removeAt(last); });
    QCOMPARE(record.outcome, QStringLiteral("done"));
}

BG_TEST(QCoreApplication, EditsTest)
#include "tst_edits.moc"
