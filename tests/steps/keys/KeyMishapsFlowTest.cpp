// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/FindingIds.h"
#include "tests/steps/keys/KeysInHand.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

// What goes wrong between the first touch and the proof: no credential and no PIN is lost, whatever the person answers.
class KeyMishapsFlowTest : public QObject, private KeysInHand {
    Q_OBJECT

    static constexpr std::chrono::milliseconds soon{ 100 };

    // The first key's second touch, the proof, is not given.
    static QList<Key> firstUntouchedAtProof(int count)
    {
        QList<Key> keys = freshOnes(count);
        keys[0].dials.untouched = 2;
        keys[0].dials.touchLimit = soon;
        return keys;
    }
    static int sent(FlowBench &bench, const QString &operation)
    {
        int count = 0;
        for (const Exchange &exchange : bench.tenant.exchanges())
            count += exchange.operation.endsWith(operation) && exchange.status < 300 ? 1 : 0;
        return count;
    }

private Q_SLOTS:
    void aProofThatWasNotTouchedIsAllThatARetryDoes()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        const std::vector<PracticeKey *> inHand = use(bench, firstUntouchedAtProof(4));
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::TryAgain; };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 KeyNotTouched") });
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 2 }));
        QCOMPARE(record.accounts[0].keys[0].serial, QStringLiteral("100"));
        QCOMPARE(sent(bench, QStringLiteral("fido2Methods.create")), 4);
        QCOMPARE(inHand[0]->state().touchesAsked, 3);
        QCOMPARE(bench.human.asked(QStringLiteral("pin")), QStringList());
        QVERIFY(!tells(record, finding::KeyGivenUp));
        QCOMPARE(disagreements(bench, record, inHand, sheets), QStringList());
    }

    void aKeyPulledOutAtTheProofIsProvenWhenItIsBack()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        QList<Key> keys = freshOnes(4);
        keys[0].dials.isPulledOutAtProof = true;
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        bench.human.onTrouble = [&](const Error &, const QString &) {
            inHand[0]->insert();
            return AfterTrouble::TryAgain;
        };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 KeyRemoved") });
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(sent(bench, QStringLiteral("fido2Methods.create")), 4);
        QCOMPARE(disagreements(bench, record, inHand, sheets), QStringList());
    }

    void aBegunCredentialThatIsGivenUpLeavesTenantAndKey_data()
    {
        QTest::addColumn<bool>("skips");
        QTest::addColumn<bool>("canManage");
        QTest::newRow("another key") << false << true;
        QTest::newRow("left out") << true << true;
        QTest::newRow("another key, and this one cannot forget") << false << false;
    }
    void aBegunCredentialThatIsGivenUpLeavesTenantAndKey()
    {
        QFETCH(bool, skips);
        QFETCH(bool, canManage);
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        QList<Key> keys = firstUntouchedAtProof(5);
        keys[0].dials.hasCredentialManagement = canManage;
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        bench.human.onTrouble = [&](const Error &, const QString &) {
            return skips ? AfterTrouble::Skip : AfterTrouble::OtherKey;
        };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 KeyNotTouched") });
        QCOMPARE(passkeys(bench, record), (QList<int>{ skips ? 1 : 2, 2 }));
        QCOMPARE(sent(bench, QStringLiteral("fido2Methods.delete")), 1);
        QCOMPARE(inHand[0]->state().credentials.size(), canManage ? 0 : 1);
        QVERIFY(tells(record, finding::KeyGivenUp));
        QCOMPARE(tells(record, finding::KeyStillHolds), !canManage);
        QVERIFY(!tells(record, finding::KeyStranger));
        QCOMPARE(disagreements(bench, record, inHand, sheets), QStringList());
    }

    void anotherKeyIsNotTakenForTheOneThatWasBegun()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        const std::vector<PracticeKey *> inHand = use(bench, firstUntouchedAtProof(5));
        bench.human.onTrouble = [&](const Error &error, const QString &) {
            if (error.kind == Error::Kind::KeyNotTouched)
                bench.keys().lookOn(); // the person puts the second one in
            return error.kind == Error::Kind::KeyNotTouched ? AfterTrouble::TryAgain : AfterTrouble::OtherKey;
        };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench),
                 (QStringList{ QStringLiteral("N-1 KeyNotTouched"), QStringLiteral("N-1 KeyUnsuitable") }));
        QVERIFY(bench.human.asked(QStringLiteral("trouble")).last().contains(QStringLiteral("notTheBegunKey")));
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 2 }));
        QVERIFY(tells(record, finding::KeyStillHolds)); // it was not at hand to be cleaned
        QCOMPARE(disagreements(bench, record, inHand, sheets), QStringList());
    }

    void whatTheTenantRefusesIsTakenOffTheKeyOrTold_data()
    {
        QTest::addColumn<bool>("canManage");
        QTest::newRow("taken off") << true;
        QTest::newRow("told") << false;
    }
    void whatTheTenantRefusesIsTakenOffTheKeyOrTold()
    {
        QFETCH(bool, canManage);
        PracticeScenario scenario = small();
        scenario.attestationEnforced = true;
        FlowBench bench(scenario);
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        QList<Key> keys = freshOnes(5);
        for (Key &key : keys)
            key.dials.attestation = PracticeDials::Attestation::Certificate;
        keys[0].dials.attestation = PracticeDials::Attestation::Self; // the tenant wants a certificate
        keys[0].dials.hasCredentialManagement = canManage;
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::Skip; };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench).size(), 1);
        QCOMPARE(passkeys(bench, record), (QList<int>{ 1, 2 }));
        QCOMPARE(inHand[0]->state().credentials.size(), canManage ? 0 : 1);
        QCOMPARE(tells(record, finding::KeyStillHolds), !canManage);
        QCOMPARE(disagreements(bench, record, inHand, sheets), QStringList());
    }
    void aRegistrationThatWasRefusedOnceIsMadeAnew()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        QList<Key> keys = freshOnes(5);
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        std::atomic<bool> isRefused{ false };
        bench.tenant.setFaults([&](int, const QByteArray &method, const QString &path) {
            const bool isIt = method == "POST" && path.endsWith(QLatin1String("/fido2Methods"));
            return isIt && !isRefused.exchange(true) ? Fault::Forbidden : Fault::None;
        });
        int asked = 0;
        bench.human.onTrouble = [&](const Error &, const QString &) {
            return asked++ == 0 ? AfterTrouble::TryAgain : AfterTrouble::Skip;
        };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QVERIFY(isRefused);
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(inHand[0]->state().credentials.size(), 1); // a second one took the place of the first
        QCOMPARE(disagreements(bench, record, inHand, sheets), QStringList());
    }

    void aKeyOfAnotherPlaceIsNotAskedForThePinThatThisRunSetOnIt_data()
    {
        QTest::addColumn<quint32>("serial");
        QTest::newRow("told apart by serial") << 100U;
        QTest::newRow("no serials") << 0U;
    }
    void aKeyOfAnotherPlaceIsNotAskedForThePinThatThisRunSetOnIt()
    {
        QFETCH(quint32, serial);
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        QList<Key> keys = freshOnes(4);
        for (int i = 0; i < 4; ++i)
            keys[i].dials.serial = serial ? serial + quint32(i) : 0;
        keys[0].dials.untouched = 1;
        keys[0].dials.touchLimit = soon;
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::OtherKey; };
        const RunRecord record = bench.run(wish(PinChoice::Generate)); // the first comes again as the fourth place's
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 KeyNotTouched") });
        QCOMPARE(bench.human.asked(QStringLiteral("pin")), QStringList());
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 2 }));
        QCOMPARE(sheets.pins.size(), 4); // and no sheet for a spare one
        QCOMPARE(disagreements(bench, record, inHand, sheets), QStringList());
    }

    void aLockedKeyIsToldBeforeItsPinIsAsked()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        QList<Key> keys = freshOnes(5);
        keys[0].pin = "271828";
        keys[0].dials.pinRetries = 0;
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::OtherKey; };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 PinBlocked") });
        QCOMPARE(bench.human.asked(QStringLiteral("pin")), QStringList());
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(disagreements(bench, record, inHand, sheets, { "271828" }), QStringList());
    }

    void aPinQuestionCanBeAnsweredWithAnotherKeyOrNone_data()
    {
        QTest::addColumn<int>("instead");
        QTest::addColumn<QList<int>>("keys");
        QTest::newRow("another key") << int(Error::Kind::AnotherKeyWanted) << QList<int>{ 2, 2 };
        QTest::newRow("none") << int(Error::Kind::KeyLeftOut) << QList<int>{ 1, 2 };
    }
    void aPinQuestionCanBeAnsweredWithAnotherKeyOrNone()
    {
        QFETCH(int, instead);
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        QList<Key> all = freshOnes(5);
        all[0].pin = "271828";
        const std::vector<PracticeKey *> inHand = use(bench, all);
        bench.human.insteadOfPin = [&](const PinQuestion &) { return Error::Kind(instead); };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), QStringList());
        QCOMPARE(bench.human.asked(QStringLiteral("pin")).size(), 1);
        QFETCH(QList<int>, keys);
        QCOMPARE(passkeys(bench, record), keys);
        QCOMPARE(inHand[0]->state().pin.hash(), sha256("271828").first(16));
        QCOMPARE(disagreements(bench, record, inHand, sheets, { "271828" }), QStringList());
    }

    void pullingTheKeyOutEndsThePinQuestion()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        QList<Key> keys = freshOnes(5);
        keys[0].pin = "271828";
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        bench.human.waitsAtPin = [&](const PinQuestion &) {
            inHand[0]->takeOut();
            return true;
        };
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::OtherKey; };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 KeyRemoved") });
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(disagreements(bench, record, inHand, sheets, { "271828" }), QStringList());
    }

    void aGeneratedPinThatTheKeyRefusesIsFollowedByAStrongerOne()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        QList<Key> keys = freshOnes(4);
        keys[1].dials.wantsMixedPin = true;
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), QStringList());
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(sheets.pins[QStringLiteral("N-1")].size(), 8);
        QCOMPARE(sheets.pins[QStringLiteral("N-2")].size(), 12);
        QStringList labels;
        for (const Finding &found : record.findings)
            if (found.id == finding::KeyPinStronger)
                labels.append(found.facts[QStringLiteral("label")].toString());
        QCOMPARE(labels, QStringList{ QStringLiteral("N-2") });
        QCOMPARE(disagreements(bench, record, inHand, sheets), QStringList());
    }

    void whatAKeyLacksIsToldBeforeAPinIsSetOnIt()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        QList<Key> keys = freshOnes(5);
        keys[0].dials.hasHmacSecret = false;
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::OtherKey; };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 KeyUnsuitable") });
        QVERIFY(!inHand[0]->state().pin.isSet());
        QCOMPARE(sheets.pins.size(), 4);
        QCOMPARE(disagreements(bench, record, inHand, sheets), QStringList());
    }

    void aSilentKeyAndAnOddAnswerAreToldInAKeysWords_data()
    {
        QTest::addColumn<bool>("isSilent");
        QTest::addColumn<QString>("kind");
        QTest::newRow("silent") << true << "KeySilent";
        QTest::newRow("ERR_OTHER") << false << "KeyAnswerUnclear";
    }
    void aSilentKeyAndAnOddAnswerAreToldInAKeysWords()
    {
        QFETCH(bool, isSilent);
        QFETCH(QString, kind);
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const Sheets sheets(bench);
        QList<Key> keys = freshOnes(4);
        keys[0].dials.fallsSilentAtCommand = isSilent ? 4 : 0;
        keys[0].dials.oddAnswers = isSilent ? 0 : 1;
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        bench.human.onTrouble = [&](const Error &, const QString &) {
            inHand[0]->insert();
            return AfterTrouble::TryAgain;
        };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 ") + kind });
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(disagreements(bench, record, inHand, sheets), QStringList());
    }
};

BG_TEST(QCoreApplication, KeyMishapsFlowTest)
#include "KeyMishapsFlowTest.moc"
