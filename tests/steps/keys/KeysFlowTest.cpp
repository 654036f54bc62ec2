// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/FindingIds.h"
#include "tests/steps/keys/KeysInHand.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

// What happens on the way from a key in the hand to a proven one: whole runs with practice keys in every state, and
// a person who answers as the row says.
class KeysFlowTest : public QObject, private KeysInHand {
    Q_OBJECT

private Q_SLOTS:
    void twoKeysServeBothAccountsWhenThePersonAgrees_data()
    {
        QTest::addColumn<quint32>("serial");
        QTest::newRow("told apart by serial") << 100U;
        QTest::newRow("no serials") << 0U;
    }
    void twoKeysServeBothAccountsWhenThePersonAgrees()
    {
        QFETCH(quint32, serial);
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(2);
        for (int i = 0; i < 2; ++i)
            keys[i].dials.serial = serial ? serial + quint32(i) : 0;
        use(bench, keys);
        QMap<QString, QByteArray> pins;
        bench.human.onSealPin
            = [&](const PinSheet &sheet) { pins[sheet.key.label] = sheet.pin->reveal().toByteArray(); };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), QStringList());
        QCOMPARE(bench.human.asked(QStringLiteral("confirm")).size(), 2);
        QCOMPARE(bench.human.asked(QStringLiteral("pin")), QStringList());
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 2 }));
        QCOMPARE(pins.size(), 4);
        QVERIFY(pins[QStringLiteral("N-1")] == pins[QStringLiteral("S-1")]);
        QVERIFY(pins[QStringLiteral("N-1")] != pins[QStringLiteral("N-2")]);
    }

    void aKeyOfTheOtherAccountIsLeftAloneWhenThePersonSaysNo()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        use(bench, freshOnes(2));
        bench.human.onConfirm
            = [](const QString &question) { return question == question::ShareKey ? Answer::No : Answer::Yes; };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench),
                 (QStringList{ QStringLiteral("S-1 KeyUsedElsewhere"), QStringLiteral("S-2 KeyUsedElsewhere") }));
        QVERIFY(record.outcome != QLatin1String("done"));
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 0 }));
    }

    void withOneKeyTheSecondPlaceOfAnAccountEndsInOneError()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        use(bench, freshOnes(1));
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench),
                 (QStringList{ QStringLiteral("N-2 KeyAlreadyEnrolled"), QStringLiteral("S-2 KeyAlreadyEnrolled") }));
        QVERIFY(record.outcome != QLatin1String("done"));
        QCOMPARE(passkeys(bench, record), (QList<int>{ 1, 1 }));
    }

    void whatTheKeyCannotDoIsSaidBeforeATouch_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("kind");
        QTest::newRow("U2F only") << 0 << "KeyUnsuitable";
        QTest::newRow("no discoverable credentials") << 1 << "KeyUnsuitable";
        QTest::newRow("no ES256") << 2 << "KeyUnsuitable";
        QTest::newRow("no hmac-secret") << 3 << "KeyUnsuitable";
        QTest::newRow("full") << 4 << "KeyFull";
    }
    void whatTheKeyCannotDoIsSaidBeforeATouch()
    {
        QFETCH(int, row);
        QFETCH(QString, kind);
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(5);
        PracticeDials &dials = keys[0].dials;
        dials.isU2fOnly = row == 0;
        dials.hasResidentKeys = row != 1;
        dials.hasEs256 = row != 2;
        dials.hasHmacSecret = row != 3;
        dials.slots = row == 4 ? 0 : 100;
        use(bench, keys);
        bool wasTouchedTooEarly = false;
        bench.human.onShow = [&](const KeyProgress &moment) {
            wasTouchedTooEarly
                = wasTouchedTooEarly || (moment.phase == KeyProgress::Phase::Touch && troubles(bench).isEmpty());
        };
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::OtherKey; };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 ") + kind });
        QVERIFY(!wasTouchedTooEarly);
        QCOMPARE(record.outcome, QStringLiteral("done"));
    }

    void aChallengeThatRanOutDuringTheTouchIsRenewed()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        use(bench, freshOnes(4));
        bool isLate = false;
        bench.human.onShow = [&](const KeyProgress &moment) {
            if (moment.phase == KeyProgress::Phase::Touch && !std::exchange(isLate, true))
                bench.clock.advance(std::chrono::minutes(6));
        };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QVERIFY(isLate);
        QCOMPARE(troubles(bench), QStringList());
        QCOMPARE(record.outcome, QStringLiteral("done"));
        int asked = 0, registered = 0;
        for (const Exchange &exchange : bench.tenant.exchanges()) {
            const bool isTaken = exchange.status < 300; // preflight's own question is refused
            asked += isTaken && exchange.operation.endsWith(QLatin1String("creationOptions")) ? 1 : 0;
            registered += exchange.operation.endsWith(QLatin1String("fido2Methods.create")) ? 1 : 0;
        }
        QCOMPARE(asked, 5);
        QCOMPARE(registered, 4); // the one that ran out was never sent
    }

    void aLostAnswerToTheRegistrationLeavesNoOrphan()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        use(bench, freshOnes(4));
        std::atomic<bool> isLost{ false };
        bench.tenant.setFaults([&](int, const QByteArray &method, const QString &path) {
            const bool isIt = method == "POST" && path.endsWith(QLatin1String("/fido2Methods"));
            return isIt && !isLost.exchange(true) ? Fault::DropAfter : Fault::None;
        });
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QVERIFY(isLost);
        QCOMPARE(troubles(bench), QStringList());
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 2 }));
        QCOMPARE(record.accounts[0].keys[0].serial, QStringLiteral("100"));
    }

    void wherePolicyDemandsAttestationTheModelIsJudgedBeforeATouch_data()
    {
        QTest::addColumn<QByteArray>("aaguid");
        QTest::addColumn<bool>("goesOn");
        QTest::addColumn<QStringList>("trouble");
        QTest::addColumn<int>("questions");
        const QByteArray unknown = QByteArray::fromHex("11111111222233334444555555555555");
        const QStringList refused{ QStringLiteral("N-1 KeyNotAdmitted") };
        QTest::newRow("a known model") << QByteArray() << true << QStringList() << 0;
        QTest::newRow("a model that does not say which it is") << QByteArray(16, '\0') << true << refused << 0;
        QTest::newRow("unknown, and the person tries it") << unknown << true << QStringList() << 1;
        QTest::newRow("unknown, and the person takes another") << unknown << false << refused << 1;
    }
    void wherePolicyDemandsAttestationTheModelIsJudgedBeforeATouch()
    {
        QFETCH(QByteArray, aaguid);
        QFETCH(bool, goesOn);
        QFETCH(QStringList, trouble);
        QFETCH(int, questions);
        PracticeScenario scenario = small();
        scenario.attestationEnforced = true;
        FlowBench bench(scenario);
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(5);
        for (Key &key : keys)
            key.dials.attestation = PracticeDials::Attestation::Certificate;
        if (!aaguid.isEmpty())
            keys[0].dials.aaguid = aaguid;
        use(bench, keys);
        bool wasTouchedTooEarly = false;
        bench.human.onShow = [&](const KeyProgress &moment) {
            wasTouchedTooEarly = wasTouchedTooEarly
                || (moment.phase == KeyProgress::Phase::Touch && bench.human.asked(QStringLiteral("confirm")).isEmpty()
                    && troubles(bench).isEmpty());
        };
        bench.human.onConfirm = [&](const QString &question) {
            return question == question::AttestationDemanded && !goesOn ? Answer::No : Answer::Yes;
        };
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::OtherKey; };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), trouble);
        QCOMPARE(bench.human.asked(QStringLiteral("confirm attestationDemanded")).size(), questions);
        QCOMPARE(wasTouchedTooEarly, trouble.isEmpty() && questions == 0);
        QCOMPARE(record.outcome, QStringLiteral("done"));
    }

    // The model is one that can attest; this key does not.
    void aKeyThatTheServiceRefusesForItsAttestationIsToldAndAnotherOneTaken()
    {
        PracticeScenario scenario = small();
        scenario.attestationEnforced = true;
        FlowBench bench(scenario);
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(5);
        for (int i = 1; i < keys.size(); ++i)
            keys[i].dials.attestation = PracticeDials::Attestation::Certificate;
        use(bench, keys);
        std::optional<Error> told;
        bench.human.onTrouble = [&](const Error &error, const QString &) {
            told = error;
            return AfterTrouble::OtherKey;
        };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 KeyNotAdmitted") });
        QVERIFY(told && told->detail.startsWith(QLatin1String("attestation")));
        QVERIFY(told->serviceMessage.contains(QLatin1String("Attestation")) && !told->requestId.isEmpty());
        QCOMPARE(record.outcome, QStringLiteral("done"));
    }

    void firmwareThatCanBeClonedIsPointedOut()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(4);
        keys[1].dials.firmware = { 5, 4, 3 };
        use(bench, keys);
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QStringList labels;
        for (const Finding &found : record.findings)
            if (found.id == finding::KeyOldFirmware)
                labels.append(found.facts[QStringLiteral("label")].toString());
        QCOMPARE(labels, QStringList{ QStringLiteral("N-2") });
    }

    void whatWasToldOfAKeyGoesWithIt()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(8);
        keys[1].dials.firmware = { 5, 4, 3 };
        keys[6].dials.firmware = { 5, 4, 3 };
        use(bench, keys);
        DesiredState desired = wish(PinChoice::Generate);
        QCOMPARE(bench.run(desired).outcome, QStringLiteral("done"));
        bench.human.onConfirm
            = [](const QString &question) { return question == question::OldKeyAtHand ? Answer::No : Answer::Yes; };
        desired.rotation = { { 0, 1 }, false, false, true };
        const TenantFacts facts = bench.preflight(desired);
        const RunRecord record = bench.engine().run(Mode::Rotate, desired, facts, bench.observer, {});
        QVERIFY2(record.outcome == QLatin1String("done"), qPrintable(record.failure));
        QStringList clonable, inPlace;
        for (const Finding &found : record.findings) {
            if (found.id == finding::KeyOldFirmware)
                clonable.append(found.facts[QStringLiteral("label")].toString());
            if (found.id == finding::KeySlotFinding)
                inPlace.append(found.evidence);
        }
        QCOMPARE(clonable, QStringList{ QStringLiteral("S-1") });
        QCOMPARE(inPlace.size(), 4);
        for (int i = 0; i < 4; ++i)
            QVERIFY2(inPlace[i].contains(QString::number(104 + i)), qPrintable(inPlace[i]));
    }
};

BG_TEST(QCoreApplication, KeysFlowTest)
#include "KeysFlowTest.moc"
