// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/RunStore.h"
#include "app/model/FindingIds.h"
#include "app/practice/Directory.h"
#include "tests/flow/SafeWorld.h"
#include "tests/support/Shard.h"
#include "tests/support/TestProgram.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace bg;

// Rotations of a tenant that a whole run set up: what is new, what is old, and what a power cut at any moment leaves.
class RotationTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario small()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 2;
        return scenario;
    }
    static DesiredState wish(const RotationChoice &rotation)
    {
        DesiredState desired = FlowBench::wish();
        desired.rotation = rotation;
        return desired;
    }
    static RunRecord rotate(SafeWorld &world, const DesiredState &desired, std::stop_token stop = {})
    {
        const TenantFacts facts = world.bench.preflight(desired);
        return world.bench.engine().run(Mode::Rotate, desired, facts, world.bench.observer, stop);
    }
    static QString shown(const RunRecord &record, const SafeWorld &world)
    {
        return record.outcome + QLatin1Char(' ') + record.failure
            + world.bench.human.asked(QStringLiteral("trouble")).join(QStringLiteral(" | "));
    }
    static QString whatIsAmiss(SafeWorld &world, const QList<UsableCredentials> &ways);
    static void restrict(SafeWorld &world, const RunRecord &record);

private Q_SLOTS:
    void oneAccountGetsANewPasswordAndTheOtherKeepsItsOwn();
    void pinsGoOnPaperAndThenOnTheKey();
    void aKeyGivesWayToAnotherOnlyWhenThatOneIsProvenAndItsPinIsOnPaper();
    void theRestrictedUnitIsLeftAndEnteredAgain();
    void aPowerCutAtAnyMomentLeavesAWayInThatTheNextStartNames_data();
    void aPowerCutAtAnyMomentLeavesAWayInThatTheNextStartNames();
};

void RotationTest::restrict(SafeWorld &world, const RunRecord &record)
{
    world.bench.tenant.change([&](Directory &directory) {
        const QString unit = seededId(QStringLiteral("unit"));
        directory.units[unit] = { { QStringLiteral("id"), unit },
                                  { QStringLiteral("displayName"), QStringLiteral("Crown jewels") },
                                  { QStringLiteral("isMemberManagementRestricted"), true } };
        for (const RecordedAccount &account : record.accounts) {
            directory.unitMembers[unit].append(account.objectId.value);
            directory.users[account.objectId.value][QStringLiteral("isManagementRestricted")] = true;
        }
    });
}

void RotationTest::oneAccountGetsANewPasswordAndTheOtherKeepsItsOwn()
{
    SafeWorld world(small());
    QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
    const RunRecord first = world.bench.run();
    QCOMPARE(first.outcome, QStringLiteral("done"));
    QCOMPARE(first.sheets.size(), 6);
    world.bench.restart();

    const RunRecord second = rotate(world, wish({ { 1 }, true, false, false }));
    QVERIFY2(second.outcome == QLatin1String("done"), qPrintable(shown(second, world)));
    QCOMPARE(second.mode, Mode::Rotate);
    QCOMPARE(second.sheets.size(), 1);
    const QString old = first.sheets[1].contentId;
    QCOMPARE(second.sheets[0].userPrincipalName, second.accounts[1].userPrincipalName);
    QCOMPARE(second.sheets[0].replaces, old);
    QVERIFY(!world.opensByPassword(second.accounts[1].userPrincipalName, old));
    QVERIFY(world.opensByPassword(second.accounts[1].userPrincipalName, second.sheets[0].contentId));
    QVERIFY(world.opensByPassword(second.accounts[0].userPrincipalName, first.sheets[0].contentId));
    // Still everything that a check wants to know of, for the next run to find.
    QCOMPARE(second.groupId, first.groupId);
    QCOMPARE(second.policies.size(), first.policies.size());
    QCOMPARE(second.accounts[0].keys.size(), 2);
    QVERIFY(!world.bench.engine().unfinished());
}

void RotationTest::pinsGoOnPaperAndThenOnTheKey()
{
    SafeWorld world(small());
    QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
    const RunRecord first = world.bench.run();
    QCOMPARE(first.outcome, QStringLiteral("done"));
    world.bench.restart();
    const RunRecord second = rotate(world, wish({ { 0, 1 }, false, true, false }));
    QVERIFY2(second.outcome == QLatin1String("done"), qPrintable(shown(second, world)));
    QCOMPARE(second.sheets.size(), 4);
    QCOMPARE(world.outdated().size(), 4);
    for (const RecordedSheet &sheet : second.sheets)
        QVERIFY(world.outdated().contains(sheet.replaces));
    const QString amiss = whatIsAmiss(world, world.bench.engine().usableCredentials());
    QVERIFY2(amiss.isEmpty(), qPrintable(amiss));
    for (const UsableCredentials &ways : world.bench.engine().usableCredentials())
        for (const UsableCredentials::Key &key : ways.keys)
            QCOMPARE(key.pin, UsableCredentials::Secret::Good);
}

void RotationTest::aKeyGivesWayToAnotherOnlyWhenThatOneIsProvenAndItsPinIsOnPaper()
{
    SafeWorld world(small(), 8);
    QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
    const RunRecord first = world.bench.run();
    QCOMPARE(first.outcome, QStringLiteral("done"));
    world.bench.restart();
    const RunRecord second = rotate(world, wish({ { 0 }, true, false, true }));
    QVERIFY2(second.outcome == QLatin1String("done"), qPrintable(shown(second, world)));
    QCOMPARE(second.sheets.size(), 3);
    for (const RecordedSheet &sheet : second.sheets)
        QVERIFY(world.outdated().contains(sheet.replaces));
    QCOMPARE(second.accounts[0].keys.size(), 2);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(first.accounts[0].keys[i].serial != second.accounts[0].keys[i].serial);
        QCOMPARE(first.accounts[1].keys[i].serial, second.accounts[1].keys[i].serial);
    }
    const QJsonObject passkeys = world.bench.tenant.snapshot()[QStringLiteral("passkeys")].toObject();
    QCOMPARE(passkeys[first.accounts[0].objectId.value].toArray().size(), 2);
    const QString amiss = whatIsAmiss(world, world.bench.engine().usableCredentials());
    QVERIFY2(amiss.isEmpty(), qPrintable(amiss));
}

void RotationTest::theRestrictedUnitIsLeftAndEnteredAgain()
{
    SafeWorld world(small());
    QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
    const RunRecord first = world.bench.run();
    restrict(world, first);
    world.bench.restart();
    const RunRecord second = rotate(world, wish({ { 0, 1 }, true, false, false }));
    QVERIFY2(second.outcome == QLatin1String("done"), qPrintable(shown(second, world)));
    int times = 0;
    for (const Exchange &exchange : world.bench.tenant.exchanges())
        times += exchange.operation.startsWith(QLatin1String("administrativeUnits.members.")) ? 1 : 0;
    QCOMPARE(times, 4); // each account out and in again
    world.bench.tenant.change([&](Directory &directory) {
        for (const RecordedAccount &account : first.accounts)
            QVERIFY(directory.isRestricted(account.objectId.value));
    });
    QStringList seen;
    for (const Finding &finding : second.findings)
        seen.append(finding.id);
    QCOMPARE(seen.count(finding::UnitReturned), 2);
    for (const RecordedSheet &sheet : second.sheets)
        QVERIFY(world.opensByPassword(sheet.userPrincipalName, sheet.contentId));
}

// Every claim of the journals is tried. And at least one account must be open.
QString RotationTest::whatIsAmiss(SafeWorld &world, const QList<UsableCredentials> &ways)
{
    bool isOpen = false;
    for (const UsableCredentials &one : ways) {
        const QString name = one.userPrincipalName.value;
        if (one.opens(one.password) && !world.opensByPassword(name, one.passwordSheet))
            return name + QStringLiteral(": the sheet %1 does not open it").arg(one.passwordSheet);
        for (const UsableCredentials::Key &key : one.keys)
            if (one.opens(key.pin) && !world.opensByKey(one.account, name, &key))
                return name + QStringLiteral(": key %1 does not open it").arg(key.label);
        isOpen = isOpen || one.isOpen();
    }
    return isOpen ? QString() : QStringLiteral("no account is open");
}

void RotationTest::aPowerCutAtAnyMomentLeavesAWayInThatTheNextStartNames_data()
{
    QTest::addColumn<bool>("isDone");
    QTest::addColumn<bool>("isRestricted");
    QTest::addColumn<bool>("keys");
    QTest::newRow("PINs and passwords, before the service did it") << false << false << false;
    QTest::newRow("PINs and passwords, after it") << true << false << false;
    QTest::newRow("keys, before the service did it") << false << false << true;
    QTest::newRow("keys, after it") << true << false << true;
    QTest::newRow("passwords in a restricted unit") << true << true << false;
}

void RotationTest::aPowerCutAtAnyMomentLeavesAWayInThatTheNextStartNames()
{
    QFETCH(bool, isDone);
    QFETCH(bool, isRestricted);
    QFETCH(bool, keys);
    DesiredState desired = wish({ { 0, 1 }, !keys, !isRestricted && !keys, keys });
    desired.keysPerAccount = 1;
    bool wasReached = true;
    const Shard shard = Shard::ofProcess();
    int cuts = 0;
    for (int k = shard.first; wasReached; k += shard.count) {
        SafeWorld world(small(), keys ? 8 : 2);
        QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
        const RunRecord first = world.bench.run(desired);
        QCOMPARE(first.outcome, QStringLiteral("done"));
        if (isRestricted)
            restrict(world, first);
        world.bench.restart();
        const TenantFacts facts = world.bench.preflight(desired);
        const int from = int(world.bench.tenant.exchanges().size());
        QTemporaryDir disk; // as it was when the power went
        std::stop_source power;
        std::atomic<int> writes{ 0 };
        world.bench.tenant.setFaults([&](int index, const QByteArray &method, const QString &path) {
            if (index < from || path.contains(QLatin1String("oauth2")) || path.contains(QLatin1String("/practice/")))
                return Fault::None;
            if (power.stop_requested())
                return Fault::DropBefore;
            // What only reads changes nothing, so a cut there is the cut at the next write or question.
            if (method == "GET" || writes++ != k)
                return Fault::None;
            copyFolder(world.bench.state.path(), disk.path());
            power.request_stop();
            return isDone ? Fault::DropAfter : Fault::DropBefore;
        });
        const auto atPaper = world.bench.human.onSealedSheet;
        const auto atPin = world.bench.human.onSealPin;
        const auto cut = [&] {
            if (power.stop_requested() || writes++ != k)
                return;
            copyFolder(world.bench.state.path(), disk.path());
            power.request_stop();
        };
        world.bench.human.onSealedSheet = [&](const SealedSheet &sheet) {
            if (isDone)
                atPaper(sheet);
            cut();
            if (!isDone && !power.stop_requested())
                atPaper(sheet);
        };
        world.bench.human.onSealPin = [&](const PinSheet &sheet) {
            if (isDone)
                atPin(sheet);
            cut();
            if (!isDone && !power.stop_requested())
                atPin(sheet);
        };
        (void)world.bench.engine().run(Mode::Rotate, desired, facts, world.bench.observer, power.get_token());
        wasReached = power.stop_requested();
        world.bench.tenant.setFaults({});
        world.bench.human.onSealedSheet = atPaper;
        world.bench.human.onSealPin = atPin;
        if (!wasReached)
            break;
        ++cuts;

        const RunStore left(disk.path() + QStringLiteral("/state"), first.tenantId);
        const auto unfinished = left.unfinished();
        QVERIFY(unfinished && unfinished->mode == QLatin1String("rotate"));
        QString amiss = whatIsAmiss(world, UsableCredentials::of(left.runs()));
        QVERIFY2(amiss.isEmpty(), qPrintable(QStringLiteral("cut %1: %2").arg(k).arg(amiss)));

        // And the next start finishes it, with what the disk held.
        QDir(world.bench.state.filePath(QStringLiteral("state"))).removeRecursively();
        copyFolder(disk.path(), world.bench.state.path());
        world.bench.restart();
        int named = 0;
        for (const Finding &finding : world.bench.preflight(desired).findings)
            named += finding.id == QLatin1String("rotation.cutShort") ? 1 : 0;
        QVERIFY(named > 0);
        const RunRecord again = rotate(world, desired);
        QVERIFY2(again.outcome == QLatin1String("done"),
                 qPrintable(QStringLiteral("cut %1: %2").arg(k).arg(shown(again, world))));
        amiss = whatIsAmiss(world, world.bench.engine().usableCredentials());
        QVERIFY2(amiss.isEmpty(), qPrintable(QStringLiteral("after cut %1: %2").arg(k).arg(amiss)));
        if (isRestricted) {
            int back = 0;
            for (const Finding &finding : again.findings)
                back += finding.id == finding::UnitReturned ? 1 : 0;
            QCOMPARE(back, 2);
        }
    }
    qInfo() << cuts << "cuts";
    QVERIFY(cuts > 4 / shard.count);
}

BG_TEST(QCoreApplication, RotationTest)
#include "tst_rotation.moc"
