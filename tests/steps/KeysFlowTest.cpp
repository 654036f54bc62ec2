// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/FindingIds.h"
#include "fido/FidoKeyRing.h"
#include "fido/practice/PracticeSource.h"
#include "tests/flow/FlowBench.h"

#include <QJsonArray>
#include <QtTest>

using namespace bg;

// What happens on the way from a key in the hand to a proven one: whole runs with practice keys in every state, and
// a person who answers as the row says.
class KeysFlowTest : public QObject {
    Q_OBJECT

private:
    struct Key {
        PracticeDials dials;
        QByteArray pin; // empty: none set
    };
    struct Asked {
        PinQuestion::Purpose purpose;
        QString label;
        int retriesLeft;
        bool isLastBeforeReinsert, isLast;
        std::optional<Error::Kind> before;
    };

    static Key fresh(quint32 serial)
    {
        Key key;
        key.dials.serial = serial;
        key.dials.touchAfter = std::chrono::milliseconds(0);
        return key;
    }
    static QList<Key> freshOnes(int count)
    {
        QList<Key> keys;
        for (int i = 0; i < count; ++i)
            keys.append(fresh(quint32(100 + i)));
        return keys;
    }
    static void use(FlowBench &bench, const QList<Key> &keys)
    {
        FidoKeyRing::Places places;
        for (const Key &key : keys) {
            auto source = std::make_unique<PracticeSource>(key.dials, PracticeTouch());
            if (!key.pin.isEmpty())
                source->key().presetPin(key.pin);
            places.push_back(std::move(source));
        }
        bench.useKeys(std::make_unique<FidoKeyRing>(std::move(places)));
    }
    static PracticeScenario small()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 1;
        return scenario;
    }
    static DesiredState wish(PinChoice pin)
    {
        DesiredState desired = FlowBench::wish();
        desired.pin = pin;
        return desired;
    }
    static QStringList troubles(const FlowBench &bench)
    {
        QStringList kinds;
        for (const QString &trouble : bench.human.asked(QStringLiteral("trouble")))
            kinds.append(trouble.section(QLatin1Char(' '), 1, 2));
        return kinds;
    }
    static QList<int> passkeys(FlowBench &bench, const RunRecord &record)
    {
        QList<int> counts;
        const QJsonObject all = bench.tenant.snapshot()[QStringLiteral("passkeys")].toObject();
        for (const RecordedAccount &account : record.accounts)
            counts.append(int(all[account.objectId.value].toArray().size()));
        return counts;
    }
    // Notes each PIN question and answers with the next of `answers`, then with the last one for ever.
    static void answerPins(FlowBench &bench, QList<Asked> &asked, const QList<QByteArray> &answers)
    {
        bench.human.onPin = [&asked, answers](const PinQuestion &question) {
            asked.append({ question.purpose, question.slot.label, question.retriesLeft, question.isLastBeforeReinsert,
                           question.isLast, question.before ? std::optional(question.before->kind) : std::nullopt });
            return answers[qMin(asked.size(), answers.size()) - 1];
        };
    }

private Q_SLOTS:
    void noPinIsTriedTwiceAndThePersonIsWarnedBeforeThePause()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(4);
        keys[0].pin = "271828";
        use(bench, keys);
        QList<Asked> asked;
        answerPins(bench, asked, { "000001", "000002", "000003", "271828", "73915208" });
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::TryAgain; };
        const RunRecord record = bench.run(wish(PinChoice::Ask));
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 PinBlockedUntilReinsert") });
        QVERIFY(asked.size() >= 4);
        const QList<int> retries{ 8, 7, 6, 5 };
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(asked[i].purpose, PinQuestion::Purpose::Enter);
            QCOMPARE(asked[i].label, QStringLiteral("N-1"));
            QCOMPARE(asked[i].retriesLeft, retries[i]);
            QCOMPARE(asked[i].isLastBeforeReinsert, i == 2);
            QVERIFY(!asked[i].isLast);
        }
        QVERIFY(!asked[0].before);
        QCOMPARE(*asked[1].before, Error::Kind::PinWrong);
        QCOMPARE(*asked[3].before, Error::Kind::PinBlockedUntilReinsert);
        QCOMPARE(asked.size(), 7); // and one for each of the three fresh keys
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 2 }));
    }

    void aWrongOldPinIsNotTriedTwiceWhenItIsToBeReplaced()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(4);
        keys[0].pin = "271828";
        use(bench, keys);
        QList<Asked> asked;
        answerPins(bench, asked, { "000001", "271828" });
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(troubles(bench), QStringList());
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked[1].retriesLeft, 7);
        QCOMPARE(*asked[1].before, Error::Kind::PinWrong);
    }

    void beforeTheVeryLastTryThePersonIsWarned()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(4);
        keys[0].pin = "271828";
        keys[0].dials.pinRetries = 2;
        use(bench, keys);
        QList<Asked> asked;
        answerPins(bench, asked, { "000001", "271828", "73915208" });
        const RunRecord record = bench.run(wish(PinChoice::Ask));
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QVERIFY(!asked[0].isLast);
        QVERIFY(asked[1].isLast);
        QCOMPARE(asked[1].retriesLeft, 1);
    }

    void aKeyThatLockedItselfIsLeftForAnother()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(5);
        keys[0].pin = "271828";
        keys[0].dials.pinRetries = 1;
        use(bench, keys);
        QList<Asked> asked;
        answerPins(bench, asked, { "000001", "73915208" });
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::OtherKey; };
        const RunRecord record = bench.run(wish(PinChoice::Ask));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 PinBlocked") });
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(record.accounts[0].keys[0].serial, QStringLiteral("101"));
    }

    void aPinThatTheKeyWantsChangedIsChanged_data()
    {
        QTest::addColumn<bool>("isForced");
        QTest::addColumn<int>("minimum");
        QTest::newRow("forced") << true << 4;
        QTest::newRow("too short by now") << false << 8;
    }
    void aPinThatTheKeyWantsChangedIsChanged()
    {
        QFETCH(bool, isForced);
        QFETCH(int, minimum);
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(4);
        keys[0].pin = "271828";
        keys[0].dials.mustChangePin = isForced;
        keys[0].dials.minimumPinLength = minimum;
        use(bench, keys);
        QList<Asked> asked;
        answerPins(bench, asked, { "271828", "73915208" });
        const RunRecord record = bench.run(wish(PinChoice::Ask));
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(troubles(bench), QStringList());
        QCOMPARE(asked[0].purpose, PinQuestion::Purpose::Enter);
        QCOMPARE(asked[1].purpose, PinQuestion::Purpose::Change);
        QCOMPARE(asked[2].purpose, PinQuestion::Purpose::Choose); // the next key
    }

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
        bench.human.onShow = [&](const KeyMoment &moment) {
            wasTouchedTooEarly
                = wasTouchedTooEarly || (moment.phase == KeyMoment::Phase::Touch && troubles(bench).isEmpty());
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
        bench.human.onShow = [&](const KeyMoment &moment) {
            if (moment.phase == KeyMoment::Phase::Touch && !std::exchange(isLate, true))
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
};

QTEST_GUILESS_MAIN(KeysFlowTest)
#include "KeysFlowTest.moc"
