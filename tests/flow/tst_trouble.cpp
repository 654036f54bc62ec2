// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Directory.h"
#include "app/steps/policies/PolicyDifference.h"
#include "app/steps/preflight/ReachOfPolicy.h"
#include "tests/flow/Aftermath.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bg;

// Tenants that do not let everything be done, and people who work on them at the same time: each ends in a finding that
// says what to do, and nothing changes that nobody asked for.
class TroubleTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario few(int policies = 5)
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = policies;
        return scenario;
    }
    static QList<Finding> told(const RunRecord &record, const char *id)
    {
        QList<Finding> found;
        for (const Finding &finding : record.findings)
            if (finding.id == QLatin1String(id))
                found.append(finding);
        return found;
    }
    static QString fact(const Finding &finding, const char *name)
    {
        return finding.facts[QLatin1String(name)].toString();
    }
    // Somebody else does something as soon as the step begins.
    static void during(FlowBench &bench, StepId step, const std::function<void(Directory &)> &by)
    {
        bench.observer.onStep
            = [&bench, step, by, isDone = std::make_shared<std::atomic<bool>>(false)](const StepStatus &status) {
                  if (status.step == step && status.phase == StepStatus::Phase::Working && !isDone->exchange(true))
                      bench.tenant.change(by);
              };
    }
    static QStringList strings(const QJsonValue &list)
    {
        QStringList all;
        for (const QJsonValue &one : list.toArray())
            all.append(one.toString());
        return all;
    }
    static qsizetype excluding(const QJsonObject &tenant, const QString &group)
    {
        const QJsonArray policies = tenant[QLatin1String("policies")].toArray();
        return std::count_if(policies.begin(), policies.end(), [&](const QJsonValue &policy) {
            return policy[QLatin1String("conditions")][QLatin1String("users")][QLatin1String("excludeGroups")]
                .toArray()
                .contains(group);
        });
    }

private Q_SLOTS:
    void aLapsedLicenceLeavesThePoliciesAsTheyAreAndSaysSo();
    void aPolicyThatTheServiceRefusesIsNamedAndTheRestIsDone_data();
    void aPolicyThatTheServiceRefusesIsNamedAndTheRestIsDone();
    void anAccountDeletedDuringTheRunIsNotMadeTwice();
    void aGroupDeletedDuringTheRunIsMadeAgainByTheNext();
    void twoGroupsOfTheNameMadeByHandAreNotGuessedAbout();
    void aFrozenGroupIsNotWrittenTo();
    void theDeadIdOfOurGroupIsTakenOutOfEveryListThatIsSent();
    void aLicenceThatLapsesDuringTheRunIsNotCalledDone();
    void anOperatorWhoLosesTheRoleDuringTheRunLeavesARecordOfWhatWasChanged();
    void aPolicyForAgentsIsLeftAloneAlsoWhereV1HidesThat();
    void perUserMfaOfAMemberIsToldBeforehand();
};

void TroubleTest::aLapsedLicenceLeavesThePoliciesAsTheyAreAndSaysSo()
{
    PracticeScenario scenario = few(12);
    scenario.licenceLapsed = true;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject before = bench.tenant.snapshot();
    const RunRecord record = bench.run();
    QCOMPARE(bench.tenant.snapshot()[QLatin1String("policies")], before[QLatin1String("policies")]);
    QVERIFY(!told(record, "licence.lapsed").isEmpty());
    const QList<Finding> notEdited = told(record, "policy.notEdited");
    QVERIFY(notEdited.size() >= 11);
    for (const Finding &finding : notEdited) {
        QCOMPARE(fact(finding, "reason"), QStringLiteral("notLicensed"));
        QCOMPARE(finding.actionOwner, ActionOwner::YouDecide);
    }
    // One such answer may be about one policy; three in a row hold for the whole tenant.
    int tries = 0;
    for (const Exchange &exchange : bench.tenant.exchanges())
        tries += exchange.operation == QLatin1String("conditionalAccess.policies.update") ? 1 : 0;
    QCOMPARE(tries, 3);
    for (const RecordedAccount &account : record.accounts) {
        QCOMPARE(account.keys.size(), 2);
        QVERIFY(account.passwordSet);
    }
}

void TroubleTest::aPolicyThatTheServiceRefusesIsNamedAndTheRestIsDone_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("reason");
    QTest::newRow("schema") << 1007 << "schema";
    QTest::newRow("old device state") << 1088 << "oldDeviceState";
    QTest::newRow("read-only template") << 1118 << "readOnlyTemplate";
    for (const int number : { 1032, 1039, 1087, 1150 })
        QTest::newRow(qPrintable(QString::number(number))) << number << "refused";
    QTest::newRow("a number nobody knows") << 1999 << "refused";
}

void TroubleTest::aPolicyThatTheServiceRefusesIsNamedAndTheRestIsDone()
{
    QFETCH(int, number);
    QFETCH(QString, reason);
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.tenant.change([&](Directory &directory) {
        QJsonObject &policy = directory.policies[2];
        policy[QLatin1String("state")] = QStringLiteral("enabled");
        if (number != 1088)
            policy[QLatin1String("@practice.refuses")] = number;
        QJsonObject conditions = policy[QLatin1String("conditions")].toObject();
        if (number == 1088)
            conditions[QLatin1String("deviceStates")]
                = QJsonObject{ { QStringLiteral("includeStates"), QJsonArray{ QStringLiteral("All") } } };
        policy[QLatin1String("conditions")] = conditions;
    });
    const QJsonObject before = bench.tenant.snapshot();
    const RunRecord record = bench.run();
    const QJsonObject after = bench.tenant.snapshot();
    QCOMPARE(bench.human.asked(QStringLiteral("trouble")), QStringList());
    const QList<Finding> notEdited = told(record, "policy.notEdited");
    QCOMPARE(notEdited.size(), 1);
    QCOMPARE(fact(notEdited.first(), "reason"), reason);
    QCOMPARE(fact(notEdited.first(), "serviceCode"), QString::number(number));
    const QJsonArray old = before[QLatin1String("policies")].toArray(),
                     now = after[QLatin1String("policies")].toArray();
    QCOMPARE(fact(notEdited.first(), "policyId"), old[2][QLatin1String("id")].toString());
    QCOMPARE(now[2], old[2]);
    for (int i = 0; i < now.size(); ++i)
        if (i != 2)
            QCOMPARE(differencesBeside(old[i].toObject(), now[i].toObject(), ObjectId(record.groupId)), QStringList());
    QCOMPARE(excluding(after, record.groupId), 4);

    // The accounts are still reached: nothing that is said of the run is better than that.
    QCOMPARE(record.outcome, QStringLiteral("findings"));
    QCOMPARE(told(record, "exclusions.inPlace").size(), 0);
    QCOMPARE(told(record, "finalCheck.good").size(), 0);
    QCOMPARE(told(record, "exclusions.refused").size(), 1);
    int tries = 0;
    for (const Exchange &exchange : bench.tenant.exchanges())
        tries += exchange.operation == QLatin1String("conditionalAccess.policies.update")
                && exchange.path.contains(old[2][QLatin1String("id")].toString())
            ? 1
            : 0;
    if (number != 1999) // what might be a group that Conditional Access does not know yet is asked again
        QCOMPARE(tries, 1);

    // Nor does a check right after promise a repair that the service refuses.
    bench.restart();
    const RunRecord checked = bench.engine().check({}, {}, bench.observer, {});
    QVERIFY(checked.outcome != QLatin1String("done"));
    for (const Finding &finding : checked.findings)
        if (finding.id.startsWith(QLatin1String("exclusions.")) || finding.id == QLatin1String("policy.reaches")
            || finding.id == QLatin1String("finalCheck.problems"))
            QVERIFY2(!finding.canRepair(), qPrintable(finding.id));
}

void TroubleTest::anAccountDeletedDuringTheRunIsNotMadeTwice()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    DesiredState desired = FlowBench::wish();
    desired.pin = PinChoice::Ask; // a PIN that the person knows outlives the run
    QString deleted;
    during(bench, StepId::Role, [&](Directory &directory) {
        deleted
            = (*directory.user(QStringLiteral("meadow.south@contoso.onmicrosoft.com")))[QLatin1String("id")].toString();
        directory.remove(deleted);
    });
    const RunRecord record = bench.run(desired);
    QVERIFY(!deleted.isEmpty());
    QVERIFY(record.outcome != QLatin1String("done"));
    QVERIFY(!bench.human.asked(QStringLiteral("trouble")).isEmpty());
    int created = 0;
    for (const Exchange &exchange : bench.tenant.exchanges())
        created += exchange.operation == QLatin1String("users.create") ? 1 : 0;
    QCOMPARE(created, 2);
    // The account that is there keeps what it has.
    QCOMPARE(record.accounts.first().keys.size(), 2);

    // The next run makes the one that is missing, and only that.
    bench.observer.onStep = {};
    bench.restart();
    const QJsonObject before = bench.tenant.snapshot();
    const RunRecord next = bench.run(desired);
    QCOMPARE(next.outcome, QStringLiteral("done"));
    QCOMPARE(next.accounts.first().objectId, record.accounts.first().objectId);
    QVERIFY(next.accounts.last().objectId != ObjectId(deleted));
    QCOMPARE(bench.tenant.snapshot()[QLatin1String("users")].toObject().size(),
             before[QLatin1String("users")].toObject().size() + 1);
}

void TroubleTest::aGroupDeletedDuringTheRunIsMadeAgainByTheNext()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject before = bench.tenant.snapshot();
    QString deleted;
    during(bench, StepId::SealedPassword, [&](Directory &directory) {
        for (auto group = directory.groups.begin(); group != directory.groups.end(); ++group)
            if (group->value(QLatin1String("displayName")) == FlowBench::wish().exclusionGroup)
                deleted = group.key();
        directory.remove(deleted);
    });
    const RunRecord record = bench.run();
    QCOMPARE(record.groupId, deleted);
    QVERIFY(record.outcome != QLatin1String("done"));
    QVERIFY(!told(record, "finalCheck.problems").isEmpty());

    bench.observer.onStep = {};
    bench.restart();
    const RunRecord next = bench.run();
    QVERIFY2(next.outcome == QLatin1String("done"),
             qPrintable(next.outcome + bench.human.asked(QStringLiteral("trouble")).join(QStringLiteral(" | "))));
    QVERIFY(next.groupId != deleted);
    const QJsonObject after = bench.tenant.snapshot();
    QCOMPARE(excluding(after, next.groupId), 5);
    QCOMPARE(excluding(after, deleted), 0); // it was ours, and it leaves nobody out any more
    const QJsonArray old = before[QLatin1String("policies")].toArray(),
                     now = after[QLatin1String("policies")].toArray();
    for (int i = 0; i < now.size(); ++i)
        QCOMPARE(differencesBeside(old[i].toObject(), now[i].toObject(), ObjectId(next.groupId)), QStringList());
    QVERIFY(told(next, "policy.changedBeside").isEmpty());
}

void TroubleTest::twoGroupsOfTheNameMadeByHandAreNotGuessedAbout()
{
    PracticeScenario scenario = few();
    scenario.duplicateGroup = FlowBench::wish().exclusionGroup;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject before = bench.tenant.snapshot();
    const RunRecord record = bench.run();
    const QJsonObject after = bench.tenant.snapshot();
    QVERIFY(record.outcome != QLatin1String("done"));
    QCOMPARE(told(record, "group.twins").size(), 1);
    QCOMPARE(told(record, "group.twins").first().facts[QLatin1String("objectIds")].toArray().size(), 2);
    for (const char *part : { "groups", "members", "owners", "policies" })
        QVERIFY2(after[QLatin1String(part)] == before[QLatin1String(part)], part);
}

void TroubleTest::aFrozenGroupIsNotWrittenTo()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    QCOMPARE(bench.run().outcome, QStringLiteral("done"));
    const auto freeze = [](Directory &directory, bool isComplete) {
        for (auto group = directory.groups.begin(); group != directory.groups.end(); ++group) {
            if (group->value(QLatin1String("displayName")) != FlowBench::wish().exclusionGroup)
                continue;
            const QString unit = seededId(QStringLiteral("unit frozen"));
            directory.units[unit] = QJsonObject{ { QStringLiteral("id"), unit },
                                                 { QStringLiteral("displayName"), QStringLiteral("Frozen") },
                                                 { QStringLiteral("isMemberManagementRestricted"), true } };
            directory.unitMembers[unit] = { group.key() };
            group->insert(QStringLiteral("isManagementRestricted"), true);
            if (!isComplete)
                directory.members[group.key()].removeLast();
        }
    };
    // Complete: nothing to write, nothing to complain about.
    bench.tenant.change([&](Directory &directory) { freeze(directory, true); });
    bench.restart();
    QCOMPARE(bench.run().outcome, QStringLiteral("done"));
    // Incomplete: told with the reason, before anything is sent that would be refused.
    bench.tenant.change([&](Directory &directory) { freeze(directory, false); });
    bench.restart();
    const QJsonObject before = bench.tenant.snapshot();
    const RunRecord record = bench.run();
    QVERIFY(record.outcome != QLatin1String("done"));
    QCOMPARE(told(record, "group.unsuitable").size(), 1);
    QCOMPARE(fact(told(record, "group.unsuitable").first(), "reason"), QStringLiteral("restrictedUnit"));
    QCOMPARE(bench.tenant.snapshot()[QLatin1String("members")], before[QLatin1String("members")]);
}

void TroubleTest::theDeadIdOfOurGroupIsTakenOutOfEveryListThatIsSent()
{
    PracticeScenario scenario = few();
    scenario.passkeysForAll = false;
    scenario.registrationCampaign = true;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord first = bench.run();
    QCOMPARE(first.outcome, QStringLiteral("done"));
    const auto naming = [&](const QString &group) {
        const QJsonObject tenant = bench.tenant.snapshot();
        const QByteArray settings = QJsonDocument(tenant[QLatin1String("settings")].toObject()).toJson();
        return excluding(tenant, group) + settings.count(group.toLatin1());
    };
    const qsizetype lists = naming(first.groupId);
    QCOMPARE(lists, 5 + 2); // the policies, the passkey policy and the campaign

    bench.tenant.change([&](Directory &directory) { directory.remove(first.groupId); });
    bench.restart();
    const auto before = bench.tenant.exchanges().size();
    const RunRecord next = bench.run();
    QCOMPARE(next.outcome, QStringLiteral("done"));
    QVERIFY(next.groupId != first.groupId);
    QCOMPARE(naming(next.groupId), lists);
    QCOMPARE(naming(first.groupId), 0);
    for (const Exchange &exchange : bench.tenant.exchanges().mid(before))
        QVERIFY2(!exchange.isWrite() || exchange.version.isEmpty() || exchange.status < 300,
                 qPrintable(exchange.operation));
}

void TroubleTest::aLicenceThatLapsesDuringTheRunIsNotCalledDone()
{
    FlowBench bench(few(12));
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    std::atomic<bool> isLapsed = false;
    bench.observer.onStep = [&](const StepStatus &status) {
        if (status.step == StepId::Exclusions && status.done == 5 && !isLapsed.exchange(true))
            bench.tenant.change([](Directory &directory) { directory.scenario.licenceLapsed = true; });
    };
    const RunRecord record = bench.run();
    QVERIFY(isLapsed);
    QCOMPARE(record.outcome, QStringLiteral("findings"));
    QCOMPARE(told(record, "exclusions.inPlace").size(), 0);
    QCOMPARE(told(record, "finalCheck.good").size(), 0);
    const qsizetype changed = excluding(bench.tenant.snapshot(), record.groupId);
    QCOMPARE(changed, 5);
    for (const RecordedPolicy &policy : record.policies)
        QVERIFY2(policy.outcome != QLatin1String("failed") || policy.reason.startsWith(QLatin1String("notLicensed")),
                 qPrintable(policy.reason));
    QCOMPARE(std::count_if(record.policies.begin(), record.policies.end(),
                           [](const RecordedPolicy &one) { return one.outcome == QLatin1String("excluded"); }),
             changed);
    QCOMPARE(told(record, "policy.notEdited").size(), told(record, "exclusions.refused").first().facts[QLatin1String("failed")].toInt());
    int refused = 0; // three in a row tell: no other is asked
    for (const Exchange &exchange : bench.tenant.exchanges())
        refused += exchange.operation == QLatin1String("conditionalAccess.policies.update") && exchange.status == 403;
    QCOMPARE(refused, 3);
}

void TroubleTest::anOperatorWhoLosesTheRoleDuringTheRunLeavesARecordOfWhatWasChanged()
{
    FlowBench bench(few(12));
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    std::atomic<bool> isLost = false;
    bench.observer.onStep = [&](const StepStatus &status) {
        if (status.step == StepId::Exclusions && status.done == 5 && !isLost.exchange(true))
            bench.tenant.change([](Directory &directory) {
                for (QJsonObject &policy : directory.policies)
                    policy[QStringLiteral("@practice.refuses")] = 403;
            });
    };
    const RunRecord record = bench.run();
    QVERIFY(isLost);
    QVERIFY(record.outcome != QLatin1String("done"));
    const QJsonObject tenant = bench.tenant.snapshot();
    QCOMPARE(excluding(tenant, record.groupId), 5);
    for (const QJsonValue &policy : tenant[QLatin1String("policies")].toArray()) {
        const bool isChanged
            = strings(policy[QLatin1String("conditions")][QLatin1String("users")][QLatin1String("excludeGroups")])
                  .contains(record.groupId);
        const auto told = std::find_if(record.policies.begin(), record.policies.end(), [&](const RecordedPolicy &one) {
            return one.id == policy[QLatin1String("id")].toString();
        });
        QVERIFY(told != record.policies.end());
        QCOMPARE(told->outcome == QLatin1String("excluded"), isChanged);
    }
}

void TroubleTest::aPolicyForAgentsIsLeftAloneAlsoWhereV1HidesThat()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    QString agents;
    bench.tenant.change([&](Directory &directory) {
        QJsonObject &policy = directory.policies[1];
        agents = policy[QStringLiteral("id")].toString();
        QJsonObject conditions = policy[QStringLiteral("conditions")].toObject();
        conditions[QStringLiteral("users")]
            = QJsonObject{ { QStringLiteral("includeUsers"), QJsonArray{ QStringLiteral("None") } } };
        conditions[QStringLiteral("agentIdRiskLevels")] = QStringLiteral("high");
        policy[QStringLiteral("conditions")] = conditions;
    });
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, QStringLiteral("done"));
    for (const Exchange &exchange : bench.tenant.exchanges())
        QVERIFY(!exchange.isWrite() || !exchange.path.contains(agents));
    const auto told = std::find_if(record.policies.begin(), record.policies.end(),
                                   [&](const RecordedPolicy &one) { return one.id == agents; });
    QVERIFY(told != record.policies.end());
    QCOMPARE(told->reason, QStringLiteral("agents"));
}

void TroubleTest::perUserMfaOfAMemberIsToldBeforehand()
{
    PracticeScenario scenario = *PracticeScenario::named(QStringLiteral("adopt"));
    scenario.latency = std::chrono::milliseconds(0);
    scenario.policyInterval = std::chrono::milliseconds(0);
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QString member = seededId(QStringLiteral("user emergency-1"));
    bench.tenant.change([&](Directory &directory) { directory.perUserMfa[member] = QStringLiteral("enforced"); });
    const TenantFacts facts = bench.preflight();
    const auto seen = std::find_if(facts.findings.begin(), facts.findings.end(),
                                   [](const Finding &finding) { return finding.id == QLatin1String("perUserMfa.on"); });
    QVERIFY(seen != facts.findings.end());
    QCOMPARE(fact(*seen, "objectId"), member);
    QCOMPARE(fact(*seen, "state"), QStringLiteral("enforced"));
    QCOMPARE(bench.tenant.writes(), 0);
}

BG_TEST(QCoreApplication, TroubleTest)
#include "tst_trouble.moc"
