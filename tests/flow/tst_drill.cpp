// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Directory.h"
#include "app/steps/drill/DrillSignIn.h"
#include "tests/flow/SafeWorld.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

// A drill on the practice tenant: somebody opens the envelope, signs in, and the log tells of it late.
class DrillTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario small()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 2;
        scenario.logLag = std::chrono::minutes(5);
        return scenario;
    }
    static Result<DrillProof> drill(SafeWorld &world, const RecordedAccount &account, const Visitor &visitor)
    {
        world.bench.browser().seat(visitor);
        SignInRequest request;
        request.cloud = world.bench.tenant.cloud();
        return drillSignIn(request, account.objectId, Upn(account.userPrincipalName), world.bench.browser(),
                           world.bench.clock, {});
    }

private Q_SLOTS:
    void theSheetOpensTheAccountAndTheAccountIsAnAdministrator()
    {
        SafeWorld world(small());
        QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
        const RunRecord record = world.bench.run();
        const int writes = world.bench.tenant.writes();
        const auto proof = drill(world, record.accounts[0], world.finder(record.accounts[0]));
        QVERIFY2(proof, qPrintable(proof ? QString() : name(proof.error().kind) + proof.error().detail));
        QVERIFY(proof->isGlobalAdministrator);
        QCOMPARE(world.bench.tenant.writes(), writes); // changes nothing
    }

    void somebodyElseIsNoDrill()
    {
        SafeWorld world(small());
        const RunRecord record = world.bench.run();
        const auto proof = drill(world, record.accounts[0], world.finder(record.accounts[1]));
        QVERIFY(!proof);
        QCOMPARE(proof.error().kind, Error::Kind::WrongPerson);
    }

    void anAccountThatLostTheRoleFailsTheDrill()
    {
        SafeWorld world(small());
        const RunRecord record = world.bench.run();
        world.bench.tenant.change([&](Directory &directory) {
            const auto isIts = [&](const QJsonObject &one) {
                return one[QStringLiteral("principalId")].toString() == record.accounts[0].objectId.value;
            };
            directory.roleAssignments.removeIf(isIts);
            directory.roleSchedules.removeIf(isIts);
        });
        const auto proof = drill(world, record.accounts[0], world.finder(record.accounts[0]));
        QVERIFY(!proof || !proof->isGlobalAdministrator);
    }

    void theSignInTurnsUpInTheLogMinutesLater()
    {
        SafeWorld world(small());
        const RunRecord record = world.bench.run();
        const QDateTime begun = world.bench.clock.utcNow();
        QVERIFY(drill(world, record.accounts[0], world.finder(record.accounts[0])));
        const auto trace = world.bench.engine().signInTrace(record.accounts[0].objectId, begun, {});
        QVERIFY2(trace, qPrintable(trace ? QString() : name(trace.error().kind)));
        QVERIFY(trace->has_value());
        QCOMPARE((*trace)->methods, QStringList{ QStringLiteral("Password") });
        QVERIFY(begun.secsTo(world.bench.clock.utcNow()) >= 300);
        // The other account did not sign in: after a while nobody waits any more.
        const auto none = world.bench.engine().signInTrace(record.accounts[1].objectId, begun, {});
        QVERIFY(none && !none->has_value());
    }

    void theDrillIsOnTheDiskWithWhatPeopleSaid()
    {
        SafeWorld world(small());
        const RunRecord record = world.bench.run();
        DrillRecord drilled;
        drilled.account = record.accounts[1].objectId;
        drilled.userPrincipalName = record.accounts[1].userPrincipalName;
        drilled.begun = world.bench.clock.utcNow();
        drilled.signedIn = drilled.begun.addSecs(60);
        drilled.provedRole = true;
        drilled.witness = QStringLiteral("the second person");
        drilled.wasSealIntact = true;
        QVERIFY(!drilled.isPassed());
        drilled.alerted = drilled.begun.addSecs(150);
        QCOMPARE(drilled.untilAlert()->count(), 90);
        world.bench.clock.advance(std::chrono::minutes(10));
        const auto kept = world.bench.engine().keepDrill(drilled);
        QVERIFY(kept);
        QCOMPARE(kept->outcome, QStringLiteral("done"));
        world.bench.restart();
        const auto read = world.bench.engine().newestRecord();
        QVERIFY(read && read->drill);
        QCOMPARE(*read->drill, drilled);
        QCOMPARE(read->groupId, record.groupId); // a later check still finds everything
        QCOMPARE(read->accounts[0].keys.size(), 2);
        QVERIFY(!world.bench.engine().unfinished());
    }
};

BG_TEST(QCoreApplication, DrillTest)
#include "tst_drill.moc"
