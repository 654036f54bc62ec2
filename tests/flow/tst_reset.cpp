// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/Journal.h"
#include "app/journal/JournalText.h"
#include "app/plan/FindingIds.h"
#include "app/plan/OwnAccount.h"
#include "app/plan/Repair.h"
#include "app/plan/ResetRefusal.h"
#include "tests/flow/PracticeAdministrator.h"
#include "tests/flow/SafeWorld.h"

#include <QDirIterator>
#include <QFile>
#include <QtTest>

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
    struct StrangeDesk {
        StrangeDesk() : world(small())
        {
            record = world.bench.run();
            administrator = ObjectId(world.bench.tenant.operatorId());
            name = Upn(world.bench.tenant.operatorName());
            world.bench.clock.advance(std::chrono::hours(24));
            lockOut();
            if (record.accounts.isEmpty())
                return;
            Visitor finder;
            finder.userName = record.accounts[0].userPrincipalName;
            for (const SafeWorld::Paper &paper : world.papers())
                if (paper.subject == finder.userName)
                    finder.password = paper.secret;
            auto signedIn = signInAs(finder);
            if (!signedIn)
                return;
            tokens = std::move(*signedIn);
            world.bench.human.onHandOver = [this](const OneTimeSlip &slip) {
                const std::lock_guard lock(mutex);
                slips.append({ slip.userPrincipalName, slip.password->reveal().toByteArray() });
            };
            restart();
        }
        bool isReady() const { return engine != nullptr; }
        // A new process on the same strange computer.
        void restart()
        {
            engine = std::make_unique<Engine>(EngineParts{ world.bench.cloud(), tokens.get(), &world.bench.clock,
                                                           &world.bench.keys(), &world.bench.human,
                                                           folder.path() + QStringLiteral("/state") });
        }
        // Their password is forgotten, and somebody switched the account off.
        void lockOut()
        {
            world.bench.tenant.change([&](Directory &d) {
                d.setPassword(d.operatorId, QStringLiteral("Nobody knows 7 it"));
                d.users[d.operatorId][QStringLiteral("accountEnabled")] = false;
            });
        }
        Result<std::unique_ptr<TokenSource>> signInAs(const Visitor &visitor)
        {
            world.bench.browser().seat(visitor);
            SignInRequest request;
            request.cloud = world.bench.tenant.cloud();
            request.prompt = SignInRequest::Prompt::Login;
            request.limit = std::chrono::seconds(2);
            return signIn(request, world.bench.browser(), world.bench.clock, {});
        }
        // Whether the sign-in page lets the administrator in; with `chosen` they choose that where it asks.
        bool getsIn(const QByteArray &password, const QByteArray &chosen = {})
        {
            Visitor visitor;
            visitor.userName = name.value;
            visitor.password = password;
            visitor.newPassword = chosen;
            return signInAs(visitor).has_value();
        }
        TenantFacts facts() { return *engine->preflight(Mode::Repair, DesiredState::proposal(), {}, {}); }
        DesiredState wish(const TenantFacts &tenant) const
        {
            DesiredState desired = repairing(tenant);
            desired.resets = { { administrator, name } };
            return desired;
        }
        RunRecord run(std::stop_token stop = {})
        {
            const TenantFacts tenant = facts();
            return engine->run(Mode::Repair, wish(tenant), tenant, world.bench.observer, stop);
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
        // Everything that the run left on the computer.
        QByteArray leftBehind() const
        {
            QByteArray all;
            for (QDirIterator it(folder.path(), QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
                QFile file(it.next());
                if (file.open(QIODevice::ReadOnly))
                    all += file.readAll();
            }
            return all;
        }

        SafeWorld world;
        RunRecord record;
        ObjectId administrator;
        Upn name;
        std::unique_ptr<TokenSource> tokens;
        QTemporaryDir folder;
        std::unique_ptr<Engine> engine;
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
    void cutAtEveryRequestASecondRunEndsWell_data();
    void cutAtEveryRequestASecondRunEndsWell();
    void whoeverIsAtWorkAndEmergencyAccountsAreRefused();
    void aSynchronisedAdministratorIsRefused();
    void whoGoesBetweenReviewAndRunIsLeftAlone();
};

void ResetTest::theLockedOutAdministratorGetsInAndNobodyElseIsTouched()
{
    StrangeDesk desk;
    QVERIFY(desk.isReady());
    const TenantFacts facts = desk.facts();
    QVERIFY(facts.administrators);
    const auto who = seen(facts, desk.administrator);
    QVERIFY(who && !who->isEnabled && who->isActive && who->hindrance.isEmpty() && !who->isCutShort);
    QVERIFY(!seen(facts, desk.record.accounts[0].objectId)); // at work
    QVERIFY(!seen(facts, desk.record.accounts[1].objectId)); // has a rotation of its own

    const DesiredState desired = desk.wish(facts);
    const auto plan = desk.engine->plan(Mode::Repair, desired, facts, {});
    QVERIFY(plan);
    QStringList properties;
    for (const PlannedWrite &write : *plan) {
        QCOMPARE(write.step, StepId::SignInReset);
        QCOMPARE(write.objectId, desk.administrator.value);
        properties.append(write.property);
    }
    QCOMPARE(properties,
             (QStringList{ QStringLiteral("password"), QStringLiteral("sessions"), QStringLiteral("accountEnabled") }));

    const QJsonObject others = desk.everybodyElse();
    const QJsonObject before = accountOf(desk.world.bench.tenant, desk.administrator);
    const RunRecord done = desk.engine->run(Mode::Repair, desired, facts, desk.world.bench.observer, {});
    QVERIFY2(done.outcome == QLatin1String("done"), qPrintable(done.outcome + done.failure));
    QCOMPARE(desk.everybodyElse(), others);
    const QJsonObject after = accountOf(desk.world.bench.tenant, desk.administrator);
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
    QCOMPARE(told->facts[QStringLiteral("objectId")].toString(), desk.administrator.value);
    QCOMPARE(told->facts[QStringLiteral("userPrincipalName")].toString(), desk.name.value);
    QCOMPARE(done.sheets.size(), 1);
    QCOMPARE(done.sheets[0].kind, QStringLiteral("oneTime"));
    QVERIFY(desk.engine->evidence().contains(desk.administrator.value.toUtf8()));
    QFile journal(desk.engine->journalFile());
    QVERIFY(journal.open(QIODevice::ReadOnly));
    QVERIFY(journal.readAll().contains(desk.name.value.toUtf8()));
    QCOMPARE(desk.slips.size(), 1);
    const QByteArray once = desk.slips[0].second;
    const QByteArray left = desk.leftBehind();
    QVERIFY(left.size() > 1000 && !left.contains(once));
    for (const QByteArray &group : once.split('-'))
        QVERIFY(!left.contains(group));

    // At the sign-in page it is good for choosing another one, and for nothing else.
    const QByteArray chosen("A password of my own 42");
    QVERIFY(!desk.getsIn(once));
    QVERIFY(!desk.getsIn(once, once));
    QVERIFY(desk.getsIn(once, chosen));
    QVERIFY(!desk.getsIn(once));
    QVERIFY(desk.getsIn(chosen));
}

void ResetTest::onlyARepairAsksWhoElseIsAdministrator()
{
    StrangeDesk desk;
    QVERIFY(desk.isReady());
    const auto requests = [&] { return desk.world.bench.tenant.exchanges().size(); };
    auto from = requests();
    const auto setUp = desk.engine->preflight(Mode::Provision, DesiredState::proposal(), {}, {});
    const auto plain = requests() - from;
    QVERIFY(setUp && !setUp->administrators);
    from = requests();
    QVERIFY(desk.facts().administrators);
    QCOMPARE(requests() - from, plain + 2);
}

void ResetTest::eligiblePeopleAreOfferedAndEmergencyAccountsAreNot()
{
    StrangeDesk desk;
    QVERIFY(desk.isReady());
    const ObjectId ada
        = addAdministrator(desk.world.bench.tenant, QStringLiteral("ada"), QStringLiteral("Forgotten 1 day"));
    desk.world.bench.tenant.change([&](Directory &d) {
        QJsonObject line = d.roleAssignments.takeLast();
        line[QStringLiteral("memberType")] = QStringLiteral("Direct");
        d.eligibilities.append(line);
        QJsonObject group{ { QStringLiteral("id"), seededId(QStringLiteral("role of a group")) },
                           { QStringLiteral("roleDefinitionId"), globalAdministratorRole() },
                           { QStringLiteral("principalId"), d.groups.firstKey() },
                           { QStringLiteral("directoryScopeId"), QStringLiteral("/") } };
        d.roleAssignments.append(group);
    });
    const TenantFacts facts = desk.facts();
    QCOMPARE(facts.administrators->size(), 3); // with another one of the tenant; no group, no emergency account
    const auto who = seen(facts, ada);
    QVERIFY(who && !who->isActive && who->isEnabled);
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
    StrangeDesk desk;
    QVERIFY(desk.isReady());
    int request = 0;
    for (bool wasReached = true; wasReached; ++request) {
        desk.lockOut();
        desk.slips.clear();
        const QJsonObject others = desk.everybodyElse();
        std::stop_source stop;
        std::atomic<int> left = request;
        std::atomic<bool> isPasswordBegun = false;
        const TenantFacts tenant = desk.facts();
        const DesiredState desired = desk.wish(tenant);
        QVERIFY(desk.engine->plan(Mode::Repair, desired, tenant, {}));
        desk.world.bench.tenant.setFaults([&](int, const QByteArray &method, const QString &path) {
            if (!path.contains(desk.administrator.value))
                return Fault::None;
            isPasswordBegun = isPasswordBegun || method == "PATCH";
            if (left-- != 0)
                return Fault::None;
            stop.request_stop();
            return arrives ? Fault::DropAfter : Fault::DropBefore;
        });
        const RunRecord cut
            = desk.engine->run(Mode::Repair, desired, tenant, desk.world.bench.observer, stop.get_token());
        desk.world.bench.tenant.setFaults({});
        wasReached = stop.stop_requested();
        QCOMPARE(cut.outcome, wasReached ? QStringLiteral("cancelled") : QStringLiteral("done"));
        QCOMPARE(verifyJournal(desk.engine->journalFile()), QStringList());
        const auto paperBefore = desk.slips.size();

        desk.restart();
        const auto who = seen(desk.facts(), desk.administrator);
        QVERIFY(who);
        QCOMPARE(who->isCutShort, isPasswordBegun && paperBefore == 0);
        const RunRecord again = desk.run();
        QVERIFY2(again.outcome == QLatin1String("done"),
                 qPrintable(QString::number(request) + again.outcome + again.failure));
        QCOMPARE(desk.slips.size(), paperBefore + 1);
        QCOMPARE(desk.everybodyElse(), others);
        QVERIFY(!seen(desk.facts(), desk.administrator)->isCutShort);
        for (qsizetype old = 0; old < paperBefore; ++old)
            QVERIFY(!desk.getsIn(desk.slips[old].second, "A password of my own 42"));
        QVERIFY(desk.getsIn(desk.slips.last().second, "A password of my own 42"));
    }
    QVERIFY2(request > 5, qPrintable(QString::number(request))); // read, password, sessions, switch, read again
}

void ResetTest::whoeverIsAtWorkAndEmergencyAccountsAreRefused()
{
    StrangeDesk desk;
    QVERIFY(desk.isReady());
    const TenantFacts facts = desk.facts();
    const int writes = desk.world.bench.tenant.writes();
    for (int account = 0; account < 2; ++account) {
        DesiredState desired = desk.wish(facts);
        desired.resets
            = { { desk.record.accounts[account].objectId, Upn(desk.record.accounts[account].userPrincipalName) } };
        const auto plan = desk.engine->plan(Mode::Repair, desired, facts, {});
        QVERIFY(!plan);
        if (account == 0) {
            QVERIFY(isOwnAccountError(plan.error()));
        } else {
            QVERIFY(resetRefusal(plan.error()));
            QCOMPARE(resetRefusal(plan.error())->reason, QStringLiteral("emergencyAccount"));
        }
        QCOMPARE(desk.engine->run(Mode::Repair, desired, facts, desk.world.bench.observer, {}).outcome,
                 QStringLiteral("failed"));
    }
    QCOMPARE(desk.world.bench.tenant.writes(), writes);
    QVERIFY(desk.slips.isEmpty());
}

void ResetTest::aSynchronisedAdministratorIsRefused()
{
    StrangeDesk desk;
    QVERIFY(desk.isReady());
    desk.world.bench.tenant.change(
        [](Directory &d) { d.users[d.operatorId][QStringLiteral("onPremisesSyncEnabled")] = true; });
    const TenantFacts facts = desk.facts();
    QCOMPARE(seen(facts, desk.administrator)->hindrance, QStringLiteral("synchronized"));
    const int writes = desk.world.bench.tenant.writes();
    const auto plan = desk.engine->plan(Mode::Repair, desk.wish(facts), facts, {});
    QVERIFY(!plan && resetRefusal(plan.error()));
    QCOMPARE(resetRefusal(plan.error())->reason, QStringLiteral("synchronized"));
    QCOMPARE(resetRefusal(plan.error())->person, desk.name.value);
    QVERIFY(withResetsOffered(desk.wish(facts), facts).resets.isEmpty());
    QCOMPARE(desk.world.bench.tenant.writes(), writes);
}

void ResetTest::whoGoesBetweenReviewAndRunIsLeftAlone()
{
    StrangeDesk desk;
    QVERIFY(desk.isReady());
    const TenantFacts facts = desk.facts();
    const DesiredState desired = desk.wish(facts);
    QVERIFY(desk.engine->plan(Mode::Repair, desired, facts, {}));
    desk.world.bench.tenant.change([](Directory &d) { d.remove(d.operatorId); });
    const RunRecord run = desk.engine->run(Mode::Repair, desired, facts, desk.world.bench.observer, {});
    QCOMPARE(run.outcome, QStringLiteral("failed"));
    QVERIFY2(run.failure.contains(QLatin1String("signInReset.gone ") + desk.name.value), qPrintable(run.failure));
    const QStringList trouble = desk.world.bench.human.asked(QStringLiteral("trouble"));
    QCOMPARE(trouble.size(), 1);
    QVERIFY2(trouble[0].contains(QLatin1String("signInReset.gone")), qPrintable(trouble[0]));
    QVERIFY(desk.slips.isEmpty());
}

QTEST_GUILESS_MAIN(ResetTest)
#include "tst_reset.moc"
