// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/OwnAccount.h"
#include "app/plan/Repair.h"
#include "app/practice/Directory.h"
#include "tests/flow/OtherWorkstation.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QUuid>
#include <QTest>

using namespace bg;

// A policy locked everybody out. Somebody opens the envelope, signs in as the emergency account on a strange computer,
// and lets people in again.
class ColdStartTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario small()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 2;
        return scenario;
    }
    // Everybody but the group, whatever they do.
    static QString blockEverybody(SafeWorld &world, const QString &group)
    {
        const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        world.bench.tenant.change([&](Directory &d) {
            d.policies.append(QJsonObject{
                { QStringLiteral("id"), id },
                { QStringLiteral("displayName"), QStringLiteral("CA666: block all") },
                { QStringLiteral("state"), QStringLiteral("enabled") },
                { QStringLiteral("createdDateTime"), d.timestamp() },
                { QStringLiteral("modifiedDateTime"), QJsonValue::Null },
                { QStringLiteral("conditions"),
                  QJsonObject{
                      { QStringLiteral("clientAppTypes"), QJsonArray{ QStringLiteral("all") } },
                      { QStringLiteral("applications"),
                        QJsonObject{ { QStringLiteral("includeApplications"), QJsonArray{ QStringLiteral("All") } } } },
                      { QStringLiteral("users"),
                        QJsonObject{ { QStringLiteral("includeUsers"), QJsonArray{ QStringLiteral("All") } },
                                     { QStringLiteral("excludeGroups"), QJsonArray{ group } } } } } },
                { QStringLiteral("grantControls"),
                  QJsonObject{ { QStringLiteral("operator"), QStringLiteral("OR") },
                               { QStringLiteral("builtInControls"), QJsonArray{ QStringLiteral("block") } } } } });
        });
        return id;
    }
    static QStringList excluded(SafeWorld &world, const QString &policy)
    {
        QStringList groups;
        world.bench.tenant.change([&](Directory &d) {
            for (const QJsonObject &one : std::as_const(d.policies))
                if (one[QLatin1String("id")] == policy)
                    for (const QJsonValue &group :
                         one[QLatin1String("conditions")][QLatin1String("users")][QLatin1String("excludeGroups")]
                             .toArray())
                        groups.append(group.toString());
        });
        return groups;
    }
    // Somebody took our group out of a policy that only reports so far.
    static QString dropExclusion(SafeWorld &world)
    {
        QString id;
        world.bench.tenant.change([&](Directory &d) {
            QJsonObject &policy = d.policies.first();
            id = policy[QLatin1String("id")].toString();
            policy[QLatin1String("state")] = QStringLiteral("enabledForReportingButNotEnforced");
            QJsonObject conditions = policy[QLatin1String("conditions")].toObject();
            QJsonObject users = conditions[QLatin1String("users")].toObject();
            users[QLatin1String("excludeGroups")] = QJsonArray();
            conditions[QLatin1String("users")] = users;
            policy[QLatin1String("conditions")] = conditions;
        });
        return id;
    }
    // What must not change of the account that is in use.
    static QJsonObject untouchable(SafeWorld &world, const ObjectId &account)
    {
        QJsonObject all;
        world.bench.tenant.change([&](Directory &d) {
            all = { { QStringLiteral("user"), d.users[account.value] },
                    { QStringLiteral("password"), QString::fromLatin1(d.passwordHashes[account.value].toHex()) },
                    { QStringLiteral("keys"), int(d.passkeys[account.value].size()) },
                    { QStringLiteral("roles"), QJsonArray::fromStringList(d.activeRoles(account.value)) } };
        });
        return all;
    }

private Q_SLOTS:
    void theEmergencyAccountLetsTheAdministratorInAgain();
    void aPolicyThatOnlyBetaMayEditOnlyReportsToo();
    void theAccountInUseIsNeverWorkedOn();
    void theOtherAccountIsRenewedByTheOneInUse();
};

void ColdStartTest::theEmergencyAccountLetsTheAdministratorInAgain()
{
    SafeWorld world(small());
    QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
    const RunRecord record = world.bench.run();
    world.bench.clock.advance(std::chrono::hours(24));
    const QString drifted = dropExclusion(world);
    const QString wall = blockEverybody(world, record.groupId);
    QVERIFY(!world.signInAs({})); // the administrator is locked out

    OtherWorkstation workstation(world, record.accounts[0]);
    QVERIFY2(workstation.isReady(), qPrintable(workstation.why()));
    const TenantFacts facts = workstation.facts();
    QVERIFY(facts.own && facts.own->user.id == record.accounts[0].objectId);
    QCOMPARE(facts.found.size(), 1); // the other one
    QVERIFY(!facts.enforced.isEmpty());
    QCOMPARE(facts.enforced[0].id.value, wall); // what blocks comes first
    QVERIFY(facts.enforced[0].blocks);

    DesiredState desired = repairing(facts);
    QCOMPARE(desired.accounts.size(), 2);
    desired.reportOnly = { PolicyId(wall) };
    const QJsonObject before = untouchable(world, record.accounts[0].objectId);
    const auto plan = workstation.engine().plan(Mode::Repair, desired, facts, {});
    QVERIFY(plan);
    QCOMPARE(plan->size(), 2); // the wall, and the exclusion that was lost
    const RunRecord repaired = workstation.repair(desired, facts);
    QVERIFY2(repaired.outcome == QLatin1String("done"), qPrintable(repaired.outcome + repaired.failure));
    QCOMPARE(untouchable(world, record.accounts[0].objectId), before);
    QVERIFY(excluded(world, drifted).contains(record.groupId));
    auto administrator = world.signInAs({});
    QVERIFY2(administrator, qPrintable(administrator ? QString() : administrator.error().serviceMessage));

    // And it can be put back, from the journal of this run.
    const auto changes = workstation.engine().policyChanges(workstation.engine().journalFile());
    QVERIFY(changes && changes->size() == 2);
    const auto reportOnly = std::find_if(changes->begin(), changes->end(),
                                     [](const PolicyChange &one) { return one.kind == PolicyChange::Kind::ReportOnly; });
    QVERIFY(reportOnly != changes->end() && reportOnly->policy.value == wall);
    const auto undone = workstation.engine().undo(workstation.engine().journalFile(), { reportOnly->policy }, {});
    QVERIFY(undone && undone->size() == 1);
    QCOMPARE(undone->first().outcome, UndoneChange::Outcome::PutBack);
    QVERIFY(!world.signInAs({}));

    // Nobody announced that the account would be used: the next look says so.
    world.bench.clock.advance(std::chrono::hours(2));
    world.bench.restart();
    const auto signIns = world.bench.engine().signIns({});
    QVERIFY(signIns);
    QCOMPARE(signIns->signIns.size(), 1);
    QCOMPARE(signIns->signIns[0].account, record.accounts[0].objectId);
    QCOMPARE(signIns->signIns[0].reason, SignInReason::Unexplained);
    QVERIFY(!signIns->actions.isEmpty()); // and what it did stands beside it
}

void ColdStartTest::aPolicyThatOnlyBetaMayEditOnlyReportsToo()
{
    SafeWorld world(small());
    const RunRecord record = world.bench.run();
    const QString wall = blockEverybody(world, record.groupId);
    world.bench.tenant.change([](Directory &d) { d.policies.last()[QStringLiteral("@practice.preview")] = true; });
    const auto facts
        = world.bench.engine().preflight(Mode::Repair, DesiredState::proposal(), [](const Finding &) {}, {});
    QVERIFY(facts);
    DesiredState desired = repairing(*facts);
    desired.reportOnly = { PolicyId(wall) };
    const RunRecord repaired = world.bench.engine().run(Mode::Repair, desired, *facts, world.bench.observer, {});
    QVERIFY2(repaired.outcome == QLatin1String("done"), qPrintable(repaired.outcome + repaired.failure));
    QVERIFY(world.signInAs({}));
}

void ColdStartTest::theAccountInUseIsNeverWorkedOn()
{
    SafeWorld world(small());
    const RunRecord record = world.bench.run();
    auto tokens = world.signInAs(world.finder(record.accounts[0]));
    QVERIFY(tokens);
    Engine engine(EngineParts{ world.bench.cloud(), tokens->get(), &world.bench.clock, &world.bench.keys(),
                               &world.bench.human, world.bench.state.path() + QStringLiteral("/state") });
    auto desired = *recordedState(engine.records());
    desired.rotation = { { 0 }, true, false, true };
    const auto facts = engine.preflight(desired, [](const Finding &) {}, {});
    QVERIFY(facts && facts->own);
    const int writes = world.bench.tenant.writes();
    for (const Mode mode : { Mode::Provision, Mode::Rotate, Mode::Incident }) {
        const auto plan = engine.plan(mode, desired, *facts, {});
        QVERIFY2(!plan && isOwnAccountError(plan.error()), qPrintable(name(mode)));
        QCOMPARE(engine.run(mode, desired, *facts, world.bench.observer, {}).outcome, QStringLiteral("failed"));
    }
    QCOMPARE(world.bench.tenant.writes(), writes);
}

void ColdStartTest::theOtherAccountIsRenewedByTheOneInUse()
{
    SafeWorld world(small());
    const RunRecord record = world.bench.run();
    world.bench.clock.advance(std::chrono::hours(24));
    auto tokens = world.signInAs(world.finder(record.accounts[0]));
    QVERIFY(tokens);
    Engine engine(EngineParts{ world.bench.cloud(), tokens->get(), &world.bench.clock, &world.bench.keys(),
                               &world.bench.human, world.bench.state.path() + QStringLiteral("/state") });
    auto desired = *recordedState(engine.records());
    desired.rotation = { { 1 }, true, false, false };
    const auto facts = engine.preflight(desired, [](const Finding &) {}, {});
    QVERIFY(facts);
    const QJsonObject own = untouchable(world, record.accounts[0].objectId);
    const QJsonObject other = untouchable(world, record.accounts[1].objectId);
    const RunRecord renewed = engine.run(Mode::Rotate, desired, *facts, world.bench.observer, {});
    QVERIFY2(renewed.outcome == QLatin1String("done"), qPrintable(renewed.outcome + renewed.failure));
    QCOMPARE(untouchable(world, record.accounts[0].objectId), own);
    QVERIFY(untouchable(world, record.accounts[1].objectId)[QLatin1String("password")]
            != other[QLatin1String("password")]);
    QVERIFY(world.opensByPassword(record.accounts[1].userPrincipalName));
}

BG_TEST(QCoreApplication, ColdStartTest)
#include "tst_coldstart.moc"
