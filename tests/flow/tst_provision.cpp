// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/JournalText.h"
#include "app/reconcile/Plan.h"
#include "app/practice/Directory.h"
#include "app/steps/policies/PolicyDifference.h"
#include "app/steps/preflight/ReachOfPolicy.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/Contract.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bg;

// Whole runs of the engine against the practice tenant: real sign-in, network, retries, libfido2 and practice keys.
// Only the clock is turned by hand.
class ProvisionTest : public QObject {
    Q_OBJECT

private:
    static QJsonObject object(const QJsonObject &snapshot, const char *part)
    {
        return snapshot[QLatin1String(part)].toObject();
    }
    static QStringList added(const QJsonObject &before, const QJsonObject &after)
    {
        QStringList keys;
        for (const QString &key : after.keys())
            if (!before.contains(key))
                keys.append(key);
        return keys;
    }
    static QByteArray text(const QJsonValue &value)
    {
        return QJsonDocument(QJsonArray{ value }).toJson(QJsonDocument::Compact);
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static int writesOf(const QList<Exchange> &exchanges, int from)
    {
        int writes = 0;
        for (const Exchange &exchange : exchanges)
            if (exchange.index >= from && exchange.isWrite() && !exchange.version.isEmpty())
                ++writes;
        return writes;
    }
    static PracticeScenario few(const QString &name = {})
    {
        PracticeScenario scenario = name.isEmpty() ? PracticeScenario() : *PracticeScenario::named(name);
        const PracticeScenario quick = FlowBench::quick();
        scenario.latency = quick.latency;
        scenario.policyInterval = quick.policyInterval;
        scenario.setReplicationLag(std::chrono::milliseconds(0));
        scenario.policies = qMin(scenario.policies, 5);
        return scenario;
    }
    void compareUntouched(const QJsonObject &before, const QJsonObject &after, const QStringList &touched);

private Q_SLOTS:
    void everyRequestAndAnswerOfARunIsWhatTheServiceDescribes();
    void aWholeRunLeavesTheTenantAsWanted();
    void aSecondRunChangesNothingButThePasswords();
    void everyWriteIsInTheJournalUnderItsRequestIds();
    void theJournalOfARunHoldsAndHoldsNoSecret();
    void aPlanWritesNothingAndItsHashIsTheRecords();
    void undoPutsThePoliciesBack();
    void undoLeavesAPolicyThatSomebodyElseChanged();
    void undoOfOnePolicyIsDoneOnce();
};

void ProvisionTest::compareUntouched(const QJsonObject &before, const QJsonObject &after, const QStringList &touched)
{
    for (const QString &part : after.keys())
        if (!touched.contains(part))
            QVERIFY2(before[part] == after[part], qPrintable(part + QString::fromUtf8(text(after[part]).left(500))));
}

void ProvisionTest::aWholeRunLeavesTheTenantAsWanted()
{
    PracticeScenario scenario = FlowBench::quick();
    scenario.setReplicationLag(std::chrono::milliseconds(1500));
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject before = bench.tenant.snapshot();
    const RunRecord record = bench.run();
    const QJsonObject after = bench.tenant.snapshot();
    QCOMPARE(bench.human.asked(QStringLiteral("trouble")), QStringList());
    QCOMPARE(record.outcome, QStringLiteral("done"));
    QCOMPARE(bench.observer.phases(StepStatus::Phase::Failed), QStringList());
    QCOMPARE(bench.observer.changes, bench.observer.changesPlanned);
    QVERIFY(bench.observer.paperBegan);

    // accounts
    const QJsonObject users = object(after, "users");
    const QStringList newUsers = added(object(before, "users"), users);
    QCOMPARE(newUsers.size(), 2);
    for (const QString &id : object(before, "users").keys())
        QCOMPARE(users[id], object(before, "users")[id]);
    for (const RecordedAccount &account : record.accounts) {
        const QJsonObject user = users[account.objectId.value].toObject();
        QVERIFY(newUsers.contains(account.objectId.value));
        QCOMPARE(user[QStringLiteral("userPrincipalName")].toString(), account.userPrincipalName);
        QVERIFY(account.userPrincipalName.endsWith(QStringLiteral("@contoso.onmicrosoft.com")));
        QCOMPARE(user[QStringLiteral("accountEnabled")].toBool(), true);
        QCOMPARE(user[QStringLiteral("passwordPolicies")].toString(), QStringLiteral("DisablePasswordExpiration"));
        QCOMPARE(user[QStringLiteral("assignedLicenses")].toArray().size(), 0);
        for (const char *empty :
             { "jobTitle", "mobilePhone", "officeLocation", "givenName", "surname", "onPremisesImmutableId" })
            QVERIFY2(user[QLatin1String(empty)].toString().isEmpty(), empty);
        QCOMPARE(account.roleAssignment, QStringLiteral("permanent"));
        QVERIFY(account.passwordSet);
        QCOMPARE(account.keys.size(), 2);
    }
    // keys
    QCOMPARE(object(after, "passkeys").size(), 2);
    for (const RecordedAccount &account : record.accounts) {
        QStringList registered, recorded;
        for (const QJsonValue &passkey : object(after, "passkeys")[account.objectId.value].toArray())
            registered.append(passkey.toObject()[QStringLiteral("id")].toString());
        for (const RecordedKey &key : account.keys)
            recorded.append(key.methodId);
        registered.sort();
        recorded.sort();
        QCOMPARE(registered, recorded);
    }
    // group
    const QStringList newGroups = added(object(before, "groups"), object(after, "groups"));
    QCOMPARE(newGroups, QStringList{ record.groupId });
    const QJsonObject group = object(after, "groups")[record.groupId].toObject();
    QCOMPARE(group[QStringLiteral("isAssignableToRole")].toBool(), true);
    QVERIFY(group[QStringLiteral("description")].toString().endsWith(QStringLiteral("DO NOT MODIFY")));
    QStringList members;
    for (const QJsonValue &member : object(after, "members")[record.groupId].toArray())
        members.append(member.toString());
    members.sort();
    QStringList wanted = newUsers;
    wanted.sort();
    QCOMPARE(members, wanted);
    QCOMPARE(object(after, "owners")[record.groupId].toArray().size(), 0);
    // policies: our exclusion in, everything else untouched
    const QJsonArray policiesBefore = before[QStringLiteral("policies")].toArray();
    const QJsonArray policiesAfter = after[QStringLiteral("policies")].toArray();
    QCOMPARE(policiesAfter.size(), policiesBefore.size());
    int changed = 0;
    for (int i = 0; i < policiesAfter.size(); ++i) {
        const QJsonObject old = policiesBefore[i].toObject(), now = policiesAfter[i].toObject();
        if (!reachOf(old).reachesPeople()) {
            QCOMPARE(now, old);
            continue;
        }
        ++changed;
        QCOMPARE(differencesBeside(old, now, ObjectId(record.groupId)), QStringList());
        const QJsonArray excluded = now[QStringLiteral("conditions")]
                                        .toObject()[QStringLiteral("users")]
                                        .toObject()[QStringLiteral("excludeGroups")]
                                        .toArray();
        QVERIFY(excluded.contains(record.groupId));
    }
    // role
    QCOMPARE(after[QStringLiteral("roleSchedules")].toArray().size(),
             before[QStringLiteral("roleSchedules")].toArray().size() + 2);
    for (const QJsonValue &value : after[QStringLiteral("roleSchedules")].toArray()) {
        const QJsonObject schedule = value.toObject();
        if (!newUsers.contains(schedule[QStringLiteral("principalId")].toString()))
            continue;
        QCOMPARE(schedule[QStringLiteral("assignmentType")].toString(), QStringLiteral("Assigned"));
        QCOMPARE(schedule[QStringLiteral("memberType")].toString(), QStringLiteral("Direct"));
        QVERIFY(schedule[QStringLiteral("endDateTime")].isNull());
        QCOMPARE(schedule[QStringLiteral("directoryScopeId")].toString(), QStringLiteral("/"));
    }
    compareUntouched(before, after,
                     { QStringLiteral("users"), QStringLiteral("groups"), QStringLiteral("members"),
                       QStringLiteral("owners"), QStringLiteral("policies"), QStringLiteral("passkeys"),
                       QStringLiteral("roleSchedules"), QStringLiteral("roleAssignments") });
    qInfo() << "requests" << record.counters.graphRequests << "policies changed" << changed
            << record.counters.perEndpoint;
    // preflight, plan and run together, and the books are right
    QVERIFY2(record.counters.graphRequests - record.counters.retries <= changed + 60,
             qPrintable(QString::number(record.counters.graphRequests)));
    int seen = 0;
    QMap<QString, int> perOperation;
    for (const Exchange &exchange : bench.tenant.exchanges())
        if (!exchange.version.isEmpty()) {
            ++seen;
            ++perOperation[exchange.operation];
        }
    QCOMPARE(record.counters.graphRequests, seen);
    QCOMPARE(record.counters.perEndpoint, perOperation);
}

void ProvisionTest::everyRequestAndAnswerOfARunIsWhatTheServiceDescribes()
{
    const auto contract = Contract::found();
    if (!contract && qEnvironmentVariable("BG_REQUIRE_INTEROP") != QLatin1String("1"))
        QSKIP("the folder with the service's description is not there");
    QVERIFY(contract != nullptr);
    PracticeScenario scenario = few(QStringLiteral("p2-forbids"));
    scenario.policies = 20;
    scenario.registrationCampaign = true;
    scenario.selfServiceRegistration = false;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    DesiredState desired = FlowBench::wish();
    desired.guardPolicy = true;
    desired.pimRule = PimRuleChoice::Change;
    const RunRecord record = bench.run(desired);
    QVERIFY2(record.outcome == QLatin1String("done"),
             qPrintable(record.failure + bench.human.asked(QStringLiteral("trouble")).join(QStringLiteral(" | "))));
    int checked = 0;
    for (const Exchange &exchange : bench.tenant.exchanges()) {
        if (exchange.version.isEmpty())
            continue;
        const QStringList problems = contract->check(exchange);
        QVERIFY2(problems.isEmpty(),
                 qPrintable(exchange.operation + QLatin1Char(' ') + problems.join(QStringLiteral("; "))
                            + QString::fromUtf8(text(exchange.answer))));
        ++checked;
    }
    QVERIFY(checked > 70);
}

void ProvisionTest::aSecondRunChangesNothingButThePasswords()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord first = bench.run();
    QCOMPARE(first.outcome, QStringLiteral("done"));
    const QJsonObject before = bench.tenant.snapshot();
    const int from = int(bench.tenant.exchanges().size());
    bench.restart();
    const RunRecord second = bench.run();
    QCOMPARE(bench.human.asked(QStringLiteral("trouble")), QStringList());
    QCOMPARE(bench.human.asked(QStringLiteral("confirm")), QStringList());
    QCOMPARE(second.outcome, QStringLiteral("done"));
    for (const Exchange &exchange : bench.tenant.exchanges())
        if (exchange.index >= from && exchange.isWrite() && !exchange.version.isEmpty())
            QVERIFY2(exchange.operation == QLatin1String("users.update")
                         || exchange.operation == QLatin1String("users.revokeSignInSessions"),
                     qPrintable(exchange.operation));
    compareUntouched(before, bench.tenant.snapshot(), { QStringLiteral("users") });
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(second.accounts[i].objectId, first.accounts[i].objectId);
        QCOMPARE(second.accounts[i].keys.size(), 2);
        QCOMPARE(second.accounts[i].keys[0].serial, first.accounts[i].keys[0].serial);
    }
    QCOMPARE(second.groupId, first.groupId);
}

void ProvisionTest::everyWriteIsInTheJournalUnderItsRequestIds()
{
    FlowBench bench(few(QStringLiteral("campaign")));
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    QCOMPARE(bench.run().outcome, QStringLiteral("done"));
    QStringList written, receipted;
    for (const Exchange &exchange : bench.tenant.exchanges())
        if (exchange.isWrite() && !exchange.version.isEmpty() && exchange.status >= 200 && exchange.status < 300)
            written.append(exchange.operation);
    QSet<QString> ids;
    for (const QJsonObject &line : JournalText::of(read(bench.engine().journalFile())).lines)
        for (const QJsonValue &receipt : line[QStringLiteral("requests")].toArray()) {
            QVERIFY(!line[QStringLiteral("step")].toString().isEmpty());
            receipted.append(receipt[QStringLiteral("endpoint")].toString());
            for (const char *id : { "requestId", "clientRequestId" }) {
                QVERIFY2(!QUuid::fromString(receipt[QLatin1String(id)].toString()).isNull(), id);
                ids.insert(receipt[QLatin1String(id)].toString());
            }
        }
    written.sort();
    receipted.sort();
    QCOMPARE(receipted, written);
    QCOMPARE(ids.size(), 2 * written.size());
}

void ProvisionTest::theJournalOfARunHoldsAndHoldsNoSecret()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    QList<QByteArray> secrets;
    bench.human.onSealedSheet = [&](const SealedSheet &sheet) { secrets.append(sheet.password->reveal().toByteArray()); };
    bench.human.onSealPin = [&](const PinSheet &sheet) { secrets.append(sheet.pin->reveal().toByteArray()); };
    const RunRecord record = bench.run();
    QCOMPARE(secrets.size(), 6);
    QCOMPARE(QSet<QByteArray>(secrets.begin(), secrets.end()).size(), 6);
    QCOMPARE(verifyJournal(bench.engine().journalFile()), QStringList());
    const QByteArray evidence = read(bench.engine().journalFile()) + QJsonDocument(record.toJson()).toJson();
    for (const QByteArray &secret : secrets)
        QVERIFY(!evidence.contains(secret));
    QVERIFY(!bench.engine().unfinished().has_value());
}

void ProvisionTest::aPlanWritesNothingAndItsHashIsTheRecords()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const DesiredState desired = FlowBench::wish();
    const TenantFacts facts = bench.preflight(desired);
    const QJsonObject before = bench.tenant.snapshot();
    const auto writes = bench.engine().plan(Mode::Provision, desired, facts, {});
    QVERIFY(writes.has_value());
    QCOMPARE(bench.tenant.snapshot(), before);
    QCOMPARE(bench.tenant.writes(), 0);
    QSet<StepId> steps;
    for (const PlannedWrite &write : *writes)
        steps.insert(write.step);
    for (const StepId step : { StepId::Accounts, StepId::ExclusionGroup, StepId::Exclusions, StepId::Keys, StepId::Role,
                               StepId::SealedPassword })
        QVERIFY2(steps.contains(step), qPrintable(name(step)));
    const RunRecord record = bench.engine().run(Mode::Provision, desired, facts, bench.observer, {});
    QCOMPARE(record.planHash, planHash(*writes));
}

void ProvisionTest::undoPutsThePoliciesBack()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonArray before = bench.tenant.snapshot()[QStringLiteral("policies")].toArray();
    const RunRecord record = bench.run();
    const auto undone = bench.engine().undo(bench.engine().journalFile(), {}, {});
    QVERIFY(undone.has_value());
    QVERIFY(!undone->isEmpty());
    for (const UndoneChange &one : *undone)
        QCOMPARE(one.outcome, UndoneChange::Outcome::PutBack);
    const QJsonArray after = bench.tenant.snapshot()[QStringLiteral("policies")].toArray();
    for (int i = 0; i < after.size(); ++i) {
        QCOMPARE(differencesBeside(before[i].toObject(), after[i].toObject(), ObjectId()), QStringList());
        QVERIFY(!text(after[i]).contains(record.groupId.toLatin1()));
    }
    QCOMPARE(verifyJournal(bench.engine().journalFile()), QStringList());
}

void ProvisionTest::undoLeavesAPolicyThatSomebodyElseChanged()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord record = bench.run();
    bench.tenant.change([](Directory &directory) {
        for (QJsonObject &policy : directory.policies)
            policy[QStringLiteral("displayName")]
                = policy[QStringLiteral("displayName")].toString() + QStringLiteral(" (reviewed)");
    });
    const QJsonObject before = bench.tenant.snapshot();
    const auto undone = bench.engine().undo(bench.engine().journalFile(), {}, {});
    QVERIFY(undone.has_value());
    QVERIFY(!undone->isEmpty());
    for (const UndoneChange &one : *undone) {
        QCOMPARE(one.outcome, UndoneChange::Outcome::ChangedMeanwhile);
        QVERIFY2(one.differences.first().contains(QStringLiteral("(reviewed)")), qPrintable(one.differences.first()));
    }
    QCOMPARE(bench.tenant.snapshot(), before);
}

void ProvisionTest::undoOfOnePolicyIsDoneOnce()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord record = bench.run();
    const PolicyId first(record.policies.first().id);
    const auto once = bench.engine().undo(bench.engine().journalFile(), { first }, {});
    QVERIFY(once.has_value());
    QCOMPARE(once->size(), 1);
    QCOMPARE(once->first().outcome, UndoneChange::Outcome::PutBack);
    const auto again = bench.engine().undo(bench.engine().journalFile(), { first }, {});
    QVERIFY(again.has_value());
    QCOMPARE(again->first().outcome, UndoneChange::Outcome::NothingToDo);
}

BG_TEST(QCoreApplication, ProvisionTest)
#include "tst_provision.moc"
