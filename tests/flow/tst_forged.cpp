// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/ConditionalAccess.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "app/journal/Journal.h"
#include "app/journal/RunStore.h"
#include "app/practice/Directory.h"
#include "app/steps/policies/PolicyPatch.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bg;

// Somebody can write to the operator's home folder, and knows the format of the journals. Chains are whole: what a file
// says is a suggestion all the same.
class ForgedTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario few()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 6;
        return scenario;
    }
    // The journal of a run that never was. Gives its path.
    static QString plant(FlowBench &bench, const QList<QJsonObject> &lines)
    {
        const RunStore store(bench.state.filePath(QStringLiteral("state")), bench.preflight().id);
        const auto run = store.begin(QStringLiteral("f0f0"), bench.clock.utcNow());
        const auto journal = run ? Journal::open(run->journalFile(), bench.clock) : fail(run.error());
        for (const QJsonObject &line : lines)
            if (!journal || !(*journal)->write(line[QStringLiteral("event")].toString(), line))
                return {};
        return run ? run->journalFile() : QString();
    }
    static QJsonArray policies(FlowBench &bench) { return bench.tenant.snapshot()[QLatin1String("policies")].toArray(); }
    static QJsonObject policyIn(FlowBench &bench, const char *state)
    {
        for (const QJsonValue &one : policies(bench))
            if (one[QLatin1String("state")] == QLatin1String(state))
                return one.toObject();
        return {};
    }
    // What the operator does in the portal, so that the audit log tells of it.
    static bool edit(FlowBench &bench, const QString &policy, const QJsonObject &body)
    {
        RequestPacing pacing(bench.clock);
        RequestCounter counter;
        GraphClient graph(bench.cloud(), bench.tokens(), bench.clock, pacing, counter);
        const auto done = ConditionalAccess(graph).update(PolicyId(policy), body, ApiVersion::V1, {});
        bench.clock.advance(std::chrono::hours(1));
        return done.has_value();
    }
    static QJsonObject excluding(const QJsonArray &groups)
    {
        const QJsonObject users{ { QStringLiteral("excludeGroups"), groups } };
        return { { QStringLiteral("conditions"), QJsonObject{ { QStringLiteral("users"), users } } } };
    }

private Q_SLOTS:
    void aBeforeImageDoesNotSwitchAPolicyOff();
    void aLineDoesNotSwitchAReportOnlyPolicyOn();
    void aGroupThatIsNotTheWizardsIsNotTakenOutOfAPolicy();
    void theRunOfAnEarlierSessionIsPutBackAsTheAuditLogTells();
    void whatTheAuditLogDoesNotHoldYetIsLeftAlone();
    void aJournalThatWasChangedAfterItsRunIsNoLongerOurs();
};

void ForgedTest::aBeforeImageDoesNotSwitchAPolicyOff()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject policy = policyIn(bench, "enabled");
    QVERIFY(!policy.isEmpty());
    QJsonObject off = policy;
    off[QStringLiteral("state")] = QStringLiteral("disabled");
    const QString journal = plant(bench, { { { QStringLiteral("event"), QStringLiteral("policyRestored") },
                                             { QStringLiteral("policyId"), policy[QLatin1String("id")] },
                                             { QStringLiteral("displayName"), policy[QLatin1String("displayName")] },
                                             { QStringLiteral("before"), off },
                                             { QStringLiteral("after"), policy } } });
    const QJsonObject before = bench.tenant.snapshot();
    const auto undone = bench.engine().undo(journal, {}, {});
    QVERIFY(undone && undone->size() == 1);
    QCOMPARE(bench.tenant.snapshot(), before);
    QCOMPARE(undone->first().outcome, UndoneChange::Outcome::NotConfirmed);
}

void ForgedTest::aLineDoesNotSwitchAReportOnlyPolicyOn()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.tenant.change([](Directory &directory) {
        directory.policies.first()[QStringLiteral("state")] = reportOnlyState();
    });
    const QJsonObject policy = policyIn(bench, "enabledForReportingButNotEnforced");
    const QString journal = plant(bench, { { { QStringLiteral("event"), QStringLiteral("policyRelieved") },
                                             { QStringLiteral("policyId"), policy[QLatin1String("id")] },
                                             { QStringLiteral("displayName"), policy[QLatin1String("displayName")] },
                                             { QStringLiteral("before"), policy } } });
    const QJsonObject before = bench.tenant.snapshot();
    const auto undone = bench.engine().undo(journal, {}, {});
    QVERIFY(undone && undone->size() == 1);
    QCOMPARE(bench.tenant.snapshot(), before);
    QCOMPARE(undone->first().outcome, UndoneChange::Outcome::NotConfirmed);
}

// The log does hold the change: the operator left the group out in the portal.
void ForgedTest::aGroupThatIsNotTheWizardsIsNotTakenOutOfAPolicy()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QString group = bench.tenant.snapshot()[QLatin1String("groups")].toObject().keys().first();
    const QJsonObject policy = policyIn(bench, "enabled");
    const QString id = policy[QLatin1String("id")].toString();
    QVERIFY(edit(bench, id, excluding({})));
    QVERIFY(edit(bench, id, excluding({ group })));
    const QString journal = plant(bench, { { { QStringLiteral("event"), QStringLiteral("policyBefore") },
                                             { QStringLiteral("policyId"), id },
                                             { QStringLiteral("group"), group },
                                             { QStringLiteral("before"), policy } } });
    const QJsonArray before = policies(bench);
    const auto undone = bench.engine().undo(journal, {}, {});
    QVERIFY(undone && undone->size() == 1);
    QCOMPARE(policies(bench), before);
    QCOMPARE(undone->first().outcome, UndoneChange::Outcome::NotConfirmed);
}

void ForgedTest::theRunOfAnEarlierSessionIsPutBackAsTheAuditLogTells()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonArray before = policies(bench);
    const RunRecord record = bench.run();
    const QString journal = bench.engine().journalFile();
    bench.restart();
    const auto undone = bench.engine().undo(journal, {}, {});
    QVERIFY(undone && !undone->isEmpty());
    for (const UndoneChange &one : *undone)
        QCOMPARE(one.outcome, UndoneChange::Outcome::PutBack);
    const QJsonArray after = policies(bench);
    for (qsizetype i = 0; i < after.size(); ++i)
        QCOMPARE(PolicyPatch::from(after[i].toObject(), before[i].toObject()).lines(), QStringList());
}

void ForgedTest::whatTheAuditLogDoesNotHoldYetIsLeftAlone()
{
    PracticeScenario scenario = few();
    scenario.logLag = std::chrono::minutes(10);
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.run();
    const QString journal = bench.engine().journalFile();
    bench.restart();
    const QJsonArray before = policies(bench);
    const auto early = bench.engine().undo(journal, {}, {});
    QVERIFY(early && !early->isEmpty());
    for (const UndoneChange &one : *early)
        QCOMPARE(one.outcome, UndoneChange::Outcome::NotConfirmed);
    QCOMPARE(policies(bench), before);
    bench.clock.advance(std::chrono::minutes(11));
    const auto late = bench.engine().undo(journal, {}, {});
    QVERIFY(late && late->first().outcome == UndoneChange::Outcome::PutBack);
}

void ForgedTest::aJournalThatWasChangedAfterItsRunIsNoLongerOurs()
{
    PracticeScenario scenario = few();
    scenario.logLag = std::chrono::minutes(10);
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.run();
    const QString file = bench.engine().journalFile();
    const auto journal = Journal::open(file, bench.clock); // by somebody else, with a chain that holds
    QVERIFY(journal && (*journal)->write(QStringLiteral("policyRelieved")));
    const QJsonArray before = policies(bench);
    const auto undone = bench.engine().undo(file, {}, {});
    QVERIFY(undone && !undone->isEmpty());
    for (const UndoneChange &one : *undone)
        QCOMPARE(one.outcome, UndoneChange::Outcome::NotConfirmed);
    QCOMPARE(policies(bench), before);
}

BG_TEST(QCoreApplication, ForgedTest)
#include "tst_forged.moc"
