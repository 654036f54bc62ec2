// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/Journal.h"
#include "app/journal/JournalText.h"
#include "app/model/FindingIds.h"
#include "app/model/OwnAccount.h"
#include "app/plan/Repair.h"
#include "app/plan/ResetRefusal.h"
#include "tests/flow/PracticeAdministrator.h"
#include "tests/flow/OtherWorkstation.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QTest>

using namespace bg;

// The last ordinary administrator is locked out. Somebody opens the envelope, signs in as the emergency account on a
// strange computer, and gives them a way in again.
class ResetTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario small()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 2;
        return scenario;
    }

    // A set-up tenant, its administrator locked out, and an emergency account at a computer without records.
    struct Scene {
        Scene() : world(small())
        {
            record = world.bench.run();
            administrator = ObjectId(world.bench.tenant.operatorId());
            name = Upn(world.bench.tenant.operatorName());
            world.bench.clock.advance(std::chrono::hours(24));
            lockOut();
            if (record.accounts.isEmpty())
                return;
            world.bench.human.onHandOver = [this](const TemporaryPasswordSlip &slip) {
                const std::lock_guard lock(mutex);
                slips.append({ slip.userPrincipalName, slip.password->reveal().toByteArray() });
            };
            workstation = std::make_unique<OtherWorkstation>(world, record.accounts[0]);
        }
        bool isReady() const { return workstation && workstation->isReady(); }
        Engine &engine() { return workstation->engine(); }
        // Their password is forgotten, and somebody switched the account off.
        void lockOut()
        {
            world.bench.tenant.change([&](Directory &d) {
                d.setPassword(d.operatorId, QStringLiteral("Nobody knows 7 it"));
                d.users[d.operatorId][QStringLiteral("accountEnabled")] = false;
            });
        }
        // Whether the sign-in page lets the administrator in; with `chosen` they choose that where it asks.
        bool getsIn(const QByteArray &password, const QByteArray &chosen = {})
        {
            Visitor visitor;
            visitor.userName = name.value;
            visitor.password = password;
            visitor.newPassword = chosen;
            return world.signInAs(visitor).has_value();
        }
        DesiredState wish(const TenantFacts &tenant) const
        {
            DesiredState desired = repairing(tenant);
            desired.resets = { { administrator, name } };
            return desired;
        }
        RunRecord run()
        {
            const TenantFacts tenant = workstation->facts();
            return workstation->repair(wish(tenant), tenant);
        }
        // Everybody but the administrator: what they sign in with, and all that is known of them.
        QJsonObject everybodyElse()
        {
            QStringList ids;
            world.bench.tenant.change([&](Directory &d) { ids = d.users.keys(); });
            QJsonObject all;
            for (const QString &id : std::as_const(ids))
                if (ObjectId(id) != administrator)
                    all[id] = accountOf(world.bench.tenant, ObjectId(id));
            return all;
        }

        SafeWorld world;
        RunRecord record;
        ObjectId administrator;
        Upn name;
        std::unique_ptr<OtherWorkstation> workstation;
        std::mutex mutex;
        QList<std::pair<QString, QByteArray>> slips;
    };

    static std::optional<SeenAdministrator> seen(const TenantFacts &tenant, const ObjectId &id)
    {
        for (const SeenAdministrator &one : *tenant.administrators)
            if (one.id == id)
                return one;
        return std::nullopt;
    }

private Q_SLOTS:
    void theLockedOutAdministratorGetsInAndNobodyElseIsTouched();
    void onlyARepairAsksWhoElseIsAdministrator();
    void eligiblePeopleAreOfferedAndEmergencyAccountsAreNot();
    void whoHoldsTheRoleThroughAGroupIsOfferedAndGetsIn();
    void cutAtEveryRequestASecondRunEndsWell_data();
    void cutAtEveryRequestASecondRunEndsWell();
    void whoeverIsAtWorkAndEmergencyAccountsAreRefused();
    void aSynchronisedAdministratorIsRefused();
    void whoGoesBetweenReviewAndRunIsLeftAlone();
};

void ResetTest::theLockedOutAdministratorGetsInAndNobodyElseIsTouched()
{
    Scene scene;
    QVERIFY(scene.isReady());
    const TenantFacts facts = scene.workstation->facts();
    QVERIFY(facts.administrators);
    const auto who = seen(facts, scene.administrator);
    QVERIFY(who && !who->isEnabled && who->isActive && who->hindrance.isEmpty() && !who->isCutShort);
    QVERIFY(!seen(facts, scene.record.accounts[0].objectId)); // at work
    QVERIFY(!seen(facts, scene.record.accounts[1].objectId)); // has a rotation of its own

    const DesiredState desired = scene.wish(facts);
    const auto plan = scene.engine().plan(Mode::Repair, desired, facts, {});
    QVERIFY(plan);
    QStringList properties;
    for (const PlannedWrite &write : *plan) {
        QCOMPARE(write.step, StepId::SignInReset);
        QCOMPARE(write.objectId, scene.administrator.value);
        properties.append(write.property);
    }
    QCOMPARE(properties,
             (QStringList{ QStringLiteral("password"), QStringLiteral("sessions"), QStringLiteral("accountEnabled") }));

    const QJsonObject others = scene.everybodyElse();
    const QJsonObject before = accountOf(scene.world.bench.tenant, scene.administrator);
    const RunRecord done = scene.workstation->repair(desired, facts);
    QVERIFY2(done.outcome == QLatin1String("done"), qPrintable(done.outcome + done.failure));
    QCOMPARE(scene.everybodyElse(), others);
    const QJsonObject after = accountOf(scene.world.bench.tenant, scene.administrator);
    QVERIFY(after[QStringLiteral("user")][QStringLiteral("accountEnabled")].toBool());
    QVERIFY(after[QStringLiteral("user")][QStringLiteral("passwordProfile")]
                 [QStringLiteral("forceChangePasswordNextSignIn")]
                     .toBool());
    QVERIFY(after[QStringLiteral("user")][QStringLiteral("signInSessionsValidFromDateTime")]
            != before[QStringLiteral("user")][QStringLiteral("signInSessionsValidFromDateTime")]);
    for (const char *kept : { "keys", "methods", "roles" })
        QCOMPARE(after[QLatin1String(kept)], before[QLatin1String(kept)]);

    // The record, the journal and the evidence say who it was, and none of them what the password is.
    const auto told = std::find_if(done.findings.begin(), done.findings.end(),
                                   [](const Finding &one) { return one.id == finding::SignInWasReset; });
    QVERIFY(told != done.findings.end());
    QCOMPARE(told->facts[QStringLiteral("objectId")].toString(), scene.administrator.value);
    QCOMPARE(told->facts[QStringLiteral("userPrincipalName")].toString(), scene.name.value);
    QCOMPARE(done.sheets.size(), 1);
    QCOMPARE(done.sheets[0].kind, QStringLiteral("oneTime"));
    QVERIFY(scene.engine().evidence().contains(scene.administrator.value.toUtf8()));
    QFile journal(scene.engine().journalFile());
    QVERIFY(journal.open(QIODevice::ReadOnly));
    QVERIFY(journal.readAll().contains(scene.name.value.toUtf8()));
    QCOMPARE(scene.slips.size(), 1);
    const QByteArray once = scene.slips[0].second;
    const QByteArray left = scene.workstation->leftBehind();
    QVERIFY(left.size() > 1000 && !left.contains(once));
    for (const QByteArray &group : once.split('-'))
        QVERIFY(!left.contains(group));

    // At the sign-in page it is good for choosing another one, and for nothing else.
    const QByteArray chosen("A password of my own 42");
    QVERIFY(!scene.getsIn(once));
    QVERIFY(!scene.getsIn(once, once));
    QVERIFY(scene.getsIn(once, chosen));
    QVERIFY(!scene.getsIn(once));
    QVERIFY(scene.getsIn(chosen));
}

void ResetTest::onlyARepairAsksWhoElseIsAdministrator()
{
    Scene scene;
    QVERIFY(scene.isReady());
    const auto requests = [&] { return scene.world.bench.tenant.exchanges().size(); };
    auto from = requests();
    const auto setUp = scene.engine().preflight(Mode::Provision, DesiredState::proposal(), {}, {});
    const auto plain = requests() - from;
    QVERIFY(setUp && !setUp->administrators);
    from = requests();
    QVERIFY(scene.workstation->facts().administrators);
    QCOMPARE(requests() - from, plain + 2);
}

void ResetTest::eligiblePeopleAreOfferedAndEmergencyAccountsAreNot()
{
    Scene scene;
    QVERIFY(scene.isReady());
    const ObjectId ada
        = addAdministrator(scene.world.bench.tenant, QStringLiteral("ada"), QStringLiteral("Forgotten 1 day"));
    scene.world.bench.tenant.change([&](Directory &d) {
        QJsonObject line = d.roleAssignments.takeLast();
        line[QStringLiteral("memberType")] = QStringLiteral("Direct");
        d.eligibilities.append(line);
        QJsonObject group{ { QStringLiteral("id"), seededId(QStringLiteral("role of a group")) },
                           { QStringLiteral("roleDefinitionId"), globalAdministratorRole() },
                           { QStringLiteral("principalId"), d.groups.firstKey() },
                           { QStringLiteral("directoryScopeId"), QStringLiteral("/") } };
        d.roleAssignments.append(group);
    });
    const TenantFacts facts = scene.workstation->facts();
    QCOMPARE(facts.administrators->size(), 3); // with another one of the tenant; no group, no emergency account
    const auto who = seen(facts, ada);
    QVERIFY(who && !who->isActive && who->isEnabled);
}

void ResetTest::whoHoldsTheRoleThroughAGroupIsOfferedAndGetsIn()
{
    Scene scene;
    QVERIFY(scene.isReady());
    QString team;
    const auto addPerson = [&](const QString &name) {
        const ObjectId id = addAdministrator(scene.world.bench.tenant, name, QStringLiteral("Forgotten 1 day"));
        scene.world.bench.tenant.change([&](Directory &d) { d.roleAssignments.removeLast(); });
        return id;
    };
    const ObjectId grace = addPerson(QStringLiteral("grace"));
    scene.world.bench.tenant.change([&](Directory &d) {
        team = seededId(QStringLiteral("administrators"));
        QJsonObject group = d.groups.first();
        group[QStringLiteral("id")] = team;
        group[QStringLiteral("isAssignableToRole")] = true;
        d.groups[team] = group;
        // And whoever may not be reset: at work, and the other emergency account, which lost the role of its own.
        const QString other = scene.record.accounts[1].objectId.value;
        for (auto *list : { &d.roleAssignments, &d.roleSchedules })
            list->removeIf([&](const QJsonObject &one) { return one[QLatin1String("principalId")] == other; });
        d.members[team]
            = { grace.value, scene.record.accounts[0].objectId.value, scene.record.accounts[1].objectId.value };
        d.roleAssignments.append({ { QStringLiteral("id"), seededId(QStringLiteral("role of the team")) },
                                   { QStringLiteral("roleDefinitionId"), globalAdministratorRole() },
                                   { QStringLiteral("principalId"), team },
                                   { QStringLiteral("directoryScopeId"), QStringLiteral("/") } });
    });
    const TenantFacts facts = scene.workstation->facts();
    QVERIFY(facts.administrators);
    const auto who = seen(facts, grace);
    QVERIFY(who && who->isActive && who->hindrance.isEmpty());
    for (const RecordedAccount &account : scene.record.accounts)
        QVERIFY(!seen(facts, account.objectId));

    DesiredState desired = repairing(facts);
    desired.resets = { { grace, who->userPrincipalName } };
    const RunRecord done = scene.workstation->repair(desired, facts);
    QVERIFY2(done.outcome == QLatin1String("done"), qPrintable(done.outcome + done.failure));
    QCOMPARE(scene.slips.size(), 1);
    Visitor visitor;
    visitor.userName = who->userPrincipalName.value;
    visitor.password = scene.slips[0].second;
    visitor.newPassword = "A password of my own 42";
    QVERIFY(scene.world.signInAs(visitor));
}

void ResetTest::cutAtEveryRequestASecondRunEndsWell_data()
{
    QTest::addColumn<bool>("arrives");
    QTest::newRow("before the service does it") << false;
    QTest::newRow("after the service did it") << true;
}

void ResetTest::cutAtEveryRequestASecondRunEndsWell()
{
    QFETCH(bool, arrives);
    Scene scene;
    QVERIFY(scene.isReady());
    int request = 0;
    for (bool wasReached = true; wasReached; ++request) {
        scene.lockOut();
        scene.slips.clear();
        const QJsonObject others = scene.everybodyElse();
        std::stop_source stop;
        std::atomic<int> left = request;
        std::atomic<bool> isPasswordBegun = false;
        const TenantFacts tenant = scene.workstation->facts();
        const DesiredState desired = scene.wish(tenant);
        QVERIFY(scene.engine().plan(Mode::Repair, desired, tenant, {}));
        scene.world.bench.tenant.setFaults([&](int, const QByteArray &method, const QString &path) {
            if (!path.contains(scene.administrator.value))
                return Fault::None;
            isPasswordBegun = isPasswordBegun || method == "PATCH";
            if (left-- != 0)
                return Fault::None;
            stop.request_stop();
            return arrives ? Fault::DropAfter : Fault::DropBefore;
        });
        const RunRecord cut = scene.workstation->repair(desired, tenant, stop.get_token());
        scene.world.bench.tenant.setFaults({});
        wasReached = stop.stop_requested();
        QCOMPARE(cut.outcome, wasReached ? QStringLiteral("cancelled") : QStringLiteral("done"));
        QCOMPARE(verifyJournal(scene.engine().journalFile()), QStringList());
        const auto paperBefore = scene.slips.size();

        scene.workstation->restart();
        const auto who = seen(scene.workstation->facts(), scene.administrator);
        QVERIFY(who);
        QCOMPARE(who->isCutShort, isPasswordBegun && paperBefore == 0);
        const RunRecord again = scene.run();
        QVERIFY2(again.outcome == QLatin1String("done"),
                 qPrintable(QString::number(request) + again.outcome + again.failure));
        QCOMPARE(scene.slips.size(), paperBefore + 1);
        QCOMPARE(scene.everybodyElse(), others);
        QVERIFY(!seen(scene.workstation->facts(), scene.administrator)->isCutShort);
        for (qsizetype old = 0; old < paperBefore; ++old)
            QVERIFY(!scene.getsIn(scene.slips[old].second, "A password of my own 42"));
        QVERIFY(scene.getsIn(scene.slips.last().second, "A password of my own 42"));
    }
    QVERIFY2(request > 5, qPrintable(QString::number(request))); // read, password, sessions, switch, read again
}

void ResetTest::whoeverIsAtWorkAndEmergencyAccountsAreRefused()
{
    Scene scene;
    QVERIFY(scene.isReady());
    const TenantFacts facts = scene.workstation->facts();
    const int writes = scene.world.bench.tenant.writes();
    for (int account = 0; account < 2; ++account) {
        DesiredState desired = scene.wish(facts);
        desired.resets
            = { { scene.record.accounts[account].objectId, Upn(scene.record.accounts[account].userPrincipalName) } };
        const auto plan = scene.engine().plan(Mode::Repair, desired, facts, {});
        QVERIFY(!plan);
        if (account == 0) {
            QVERIFY(isOwnAccountError(plan.error()));
        } else {
            QVERIFY(resetRefusal(plan.error()));
            QCOMPARE(resetRefusal(plan.error())->reason, QStringLiteral("emergencyAccount"));
        }
        QCOMPARE(scene.workstation->repair(desired, facts).outcome, QStringLiteral("failed"));
    }
    QCOMPARE(scene.world.bench.tenant.writes(), writes);
    QVERIFY(scene.slips.isEmpty());
}

void ResetTest::aSynchronisedAdministratorIsRefused()
{
    Scene scene;
    QVERIFY(scene.isReady());
    scene.world.bench.tenant.change(
        [](Directory &d) { d.users[d.operatorId][QStringLiteral("onPremisesSyncEnabled")] = true; });
    const TenantFacts facts = scene.workstation->facts();
    QCOMPARE(seen(facts, scene.administrator)->hindrance, QStringLiteral("synchronized"));
    const int writes = scene.world.bench.tenant.writes();
    const auto plan = scene.engine().plan(Mode::Repair, scene.wish(facts), facts, {});
    QVERIFY(!plan && resetRefusal(plan.error()));
    QCOMPARE(resetRefusal(plan.error())->reason, QStringLiteral("synchronized"));
    QCOMPARE(resetRefusal(plan.error())->person, scene.name.value);
    QVERIFY(withResetsOffered(scene.wish(facts), facts).resets.isEmpty());
    QCOMPARE(scene.world.bench.tenant.writes(), writes);
}

void ResetTest::whoGoesBetweenReviewAndRunIsLeftAlone()
{
    Scene scene;
    QVERIFY(scene.isReady());
    const TenantFacts facts = scene.workstation->facts();
    const DesiredState desired = scene.wish(facts);
    QVERIFY(scene.engine().plan(Mode::Repair, desired, facts, {}));
    scene.world.bench.tenant.change([](Directory &d) { d.remove(d.operatorId); });
    const RunRecord run = scene.workstation->repair(desired, facts);
    QCOMPARE(run.outcome, QStringLiteral("failed"));
    QVERIFY2(run.failure.contains(QLatin1String("signInReset.gone ") + scene.name.value), qPrintable(run.failure));
    const QStringList trouble = scene.world.bench.human.asked(QStringLiteral("trouble"));
    QCOMPARE(trouble.size(), 1);
    QVERIFY2(trouble[0].contains(QLatin1String("signInReset.gone")), qPrintable(trouble[0]));
    QVERIFY(scene.slips.isEmpty());
}

BG_TEST(QCoreApplication, ResetTest)
#include "tst_reset.moc"
