// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/Journal.h"
#include "app/journal/RunStore.h"
#include "app/plan/FindingIds.h"
#include "app/practice/Directory.h"
#include "fido/FidoKey.h"
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
    // The keys belong to the bench's ring.
    static std::vector<PracticeKey *> use(FlowBench &bench, const QList<Key> &keys)
    {
        FidoKeyRing::Places places;
        std::vector<PracticeKey *> inHand;
        for (const Key &key : keys) {
            auto source = std::make_unique<PracticeSource>(key.dials, PracticeTouch());
            if (!key.pin.isEmpty())
                source->key().presetPin(key.pin);
            inHand.push_back(&source->key());
            places.push_back(std::move(source));
        }
        bench.useKeys(std::make_unique<FidoKeyRing>(std::move(places)));
        return inHand;
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

    // A new process, and the first key is the next one again.
    static void comeRoundToTheFirst(FlowBench &bench, const std::vector<PracticeKey *> &inHand)
    {
        bench.restart();
        while (!inHand.back()->isInserted())
            bench.keys().insertNext();
    }
    // The run ends as soon as so many keys are enrolled; their PINs were generated and are on no paper yet.
    static bool loseThePins(FlowBench &bench, const std::vector<PracticeKey *> &inHand, int keys)
    {
        std::stop_source stop;
        int done = 0;
        bench.human.onShow = [&](const KeyMoment &moment) {
            if (moment.phase == KeyMoment::Phase::Done && ++done == keys)
                stop.request_stop();
        };
        const RunRecord record = bench.run(wish(PinChoice::Generate), stop.get_token());
        bench.human.onShow = {};
        comeRoundToTheFirst(bench, inHand);
        return record.outcome == QLatin1String("cancelled");
    }
    static bool tells(const RunRecord &record, QLatin1String id)
    {
        return std::any_of(record.findings.begin(), record.findings.end(),
                           [&](const Finding &finding) { return finding.id == id; });
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

    void whatIsWishedOfTheKeysIsToldToThem_data()
    {
        QTest::addColumn<int>("choice");
        QTest::addColumn<QByteArray>("existing");
        QTest::addColumn<QList<QByteArray>>("typed");
        QTest::newRow("a generated PIN is long enough at once")
            << int(PinChoice::Generate) << QByteArray() << QList<QByteArray>{};
        QTest::newRow("a chosen one") << int(PinChoice::Ask) << QByteArray() << QList<QByteArray>{ "7391520864" };
        QTest::newRow("a chosen one that is too short is changed")
            << int(PinChoice::Ask) << QByteArray() << QList<QByteArray>{ "271828", "7391520864" };
        QTest::newRow("one that was there is too short by now")
            << int(PinChoice::Ask) << QByteArray("271828") << QList<QByteArray>{ "271828", "7391520864" };
    }
    void whatIsWishedOfTheKeysIsToldToThem()
    {
        QFETCH(int, choice);
        QFETCH(QByteArray, existing);
        QFETCH(QList<QByteArray>, typed);
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(4);
        keys[0].pin = existing;
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        QList<Asked> asked;
        answerPins(bench, asked, typed);
        QMap<QString, qsizetype> lengths;
        bench.human.onSealPin = [&](const PinSheet &sheet) { lengths[sheet.key.label] = qsizetype(sheet.pin->size()); };
        DesiredState desired = wish(PinChoice(choice));
        desired.keySettings = { 10, true };
        const RunRecord record = bench.run(desired);
        QCOMPARE(troubles(bench), QStringList());
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QVERIFY(inHand[3]->isInserted()); // the run is over, so that nobody else talks to it
        for (PracticeKey *key : inHand) {
            QCOMPARE(key->state().pin.minimumLength(), 10);
            QVERIFY(key->state().alwaysUv);
        }
        QCOMPARE(asked.size(), typed.isEmpty() ? 0 : typed.size() + 3);
        QCOMPARE(lengths.size(), 4);
        for (const qsizetype length : lengths)
            QCOMPARE(length, 10);
        for (const Finding &found : record.findings)
            QVERIFY(found.id != finding::KeyNotHardened);
    }

    void aKeyThatCannotInsistIsUsedAllTheSameAndNoted()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(4);
        keys[2].dials.isCtap20 = true;
        keys[3].dials.hasConfiguration = false;
        use(bench, keys);
        DesiredState desired = wish(PinChoice::Generate);
        desired.keySettings = { 12, true };
        QMap<QString, qsizetype> lengths;
        bench.human.onSealPin = [&](const PinSheet &sheet) { lengths[sheet.key.label] = qsizetype(sheet.pin->size()); };
        const RunRecord record = bench.run(desired);
        QCOMPARE(troubles(bench), QStringList());
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QStringList labels;
        for (const Finding &found : record.findings)
            if (found.id == finding::KeyNotHardened) {
                labels.append(found.facts[QStringLiteral("label")].toString());
                QCOMPARE(found.facts[QStringLiteral("lacks")].toArray().size(), 2);
            }
        QCOMPARE(labels, (QStringList{ QStringLiteral("S-1"), QStringLiteral("S-2") }));
        for (const qsizetype length : lengths)
            QCOMPARE(length, 12); // the wish holds for what the wizard makes, whatever the key insists on
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
        bench.human.onShow = [&](const KeyMoment &moment) {
            wasTouchedTooEarly = wasTouchedTooEarly
                || (moment.phase == KeyMoment::Phase::Touch && bench.human.asked(QStringLiteral("confirm")).isEmpty()
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

    void aPinThatWasSetOnAKeyThatIsLeftAsideReachesPaperToo()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(5);
        keys[0].dials.isNeverTouched = true;
        keys[0].dials.touchLimit = std::chrono::milliseconds(100);
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        QMap<QString, QByteArray> pins;
        bench.human.onSealPin
            = [&](const PinSheet &sheet) { pins[sheet.key.label] = sheet.pin->reveal().toByteArray(); };
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::OtherKey; };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 KeyNotTouched") });
        QCOMPARE(pins.size(), 5);
        const QByteArray left = pins.value(QStringLiteral("100")); // its serial stands for the label it never got
        QVERIFY(!left.isEmpty());
        inHand[0]->insert();
        SeenKey seen;
        seen.vendorId = inHand[0]->dials().vendorId;
        auto key = FidoKey::open(seen, inHand[0]->connect(), {});
        QVERIFY(key);
        const auto tried = (*key)->removeCredential("none", Secret::copyOf(left), {});
        QCOMPARE(tried.error().kind, Error::Kind::NotFound); // the PIN was right, and no such credential is there
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

    void aKeyWhosePinDiedWithTheRunIsErasedAndServesAgain_data()
    {
        QTest::addColumn<quint32>("serial");
        QTest::newRow("told apart by serial") << 100U;
        QTest::newRow("no serials") << 0U;
    }
    void aKeyWhosePinDiedWithTheRunIsErasedAndServesAgain()
    {
        QFETCH(quint32, serial);
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(4);
        for (int i = 0; i < 4; ++i)
            keys[i].dials.serial = serial ? serial + quint32(i) : 0;
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        QVERIFY(loseThePins(bench, inHand, 1));
        const QByteArray lost = inHand[0]->state().pin.hash();
        QList<KeyMoment> resets;
        bench.human.onShow = [&](const KeyMoment &moment) {
            if (moment.slot.isForReset)
                resets.append(moment);
        };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(bench.human.asked(QStringLiteral("confirm")), QStringList{ QStringLiteral("confirm resetKey") });
        QCOMPARE(bench.human.asked(QStringLiteral("pin")), QStringList());
        QCOMPARE(troubles(bench), QStringList());
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 2 }));
        QVERIFY(!resets.isEmpty());
        QVERIFY(tells(record, finding::KeyErased));
        QVERIFY(tells(record, finding::KeyAgain));
        QVERIFY(inHand[3]->isInserted()); // the run is over, so that nobody else talks to it
        QVERIFY(inHand[0]->state().pin.isSet() && inHand[0]->state().pin.hash() != lost);
        for (PracticeKey *key : inHand)
            QCOMPARE(key->state().credentials.size(), 1);
    }

    void aKeyThatGotItsPinAndNoCredentialIsKnownAgainToo()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(4);
        keys[0].dials.isNeverTouched = true; // while the first run lasts
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        std::stop_source stop;
        bench.human.onShow = [&](const KeyMoment &moment) {
            if (moment.phase == KeyMoment::Phase::Touch)
                stop.request_stop();
        };
        QCOMPARE(bench.run(wish(PinChoice::Generate), stop.get_token()).outcome, QStringLiteral("cancelled"));
        bench.human.onShow = {};
        comeRoundToTheFirst(bench, inHand);
        QVERIFY(inHand[0]->state().pin.isSet());
        QCOMPARE(inHand[0]->state().credentials.size(), 0);
        inHand[0]->state().dials.isNeverTouched = false;
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(bench.human.asked(QStringLiteral("confirm")), QStringList{ QStringLiteral("confirm resetKey") });
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 2 }));
        QVERIFY(tells(record, finding::KeyErased));
    }

    void aKeyWithALostPinIsLeftAsItIsWhereThePersonSaysNo()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const std::vector<PracticeKey *> inHand = use(bench, freshOnes(5));
        QVERIFY(loseThePins(bench, inHand, 1));
        const QByteArray lost = inHand[0]->state().pin.hash();
        bench.human.onConfirm = [](const QString &id) { return id == question::ResetKey ? Answer::No : Answer::Yes; };
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::OtherKey; };
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(troubles(bench), QStringList{ QStringLiteral("N-1 KeyUnsuitable") });
        QVERIFY(bench.human.asked(QStringLiteral("trouble")).first().contains(QStringLiteral("pinLost")));
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 2 }));
        QVERIFY(!tells(record, finding::KeyErased));
        QCOMPARE(inHand[0]->state().pin.hash(), lost);
        QCOMPARE(inHand[0]->state().credentials.size(), 1);
    }

    void theOldMethodGoesOnlyAfterTheNewOneIsProven()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const std::vector<PracticeKey *> inHand = use(bench, freshOnes(4));
        QVERIFY(loseThePins(bench, inHand, 1));
        const int before = int(bench.tenant.exchanges().size());
        std::atomic<bool> isProven = false, wentTooEarly = false, isGone = false;
        bench.human.onShow = [&](const KeyMoment &moment) {
            if (moment.phase == KeyMoment::Phase::Done)
                isProven = true;
        };
        bench.tenant.setObserver([&](const Exchange &exchange) {
            if (exchange.index < before || exchange.method != "DELETE"
                || !exchange.path.contains(QLatin1String("fido2Methods")))
                return;
            wentTooEarly = wentTooEarly || !isProven;
            isGone = true;
        });
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        bench.tenant.setObserver({});
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QVERIFY(isGone);
        QVERIFY(!wentTooEarly);
    }

    void aKeyThatHoldsAPasskeyWithAPrintedPinIsNeverErased()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        QList<Key> keys = freshOnes(4);
        for (Key &key : keys)
            key.dials.serial = 0; // all look alike
        const std::vector<PracticeKey *> inHand = use(bench, keys);
        const RunRecord first = bench.run(wish(PinChoice::Generate));
        QCOMPARE(first.outcome, QStringLiteral("done"));
        const QByteArray printed = inHand[0]->state().pin.hash();
        // A later run gave another key of the model a PIN and broke off; and somebody took the first key's method away,
        // so that its place is to be filled.
        const auto broken = RunStore(bench.state.path() + QStringLiteral("/state"), first.tenantId)
                                .begin(QStringLiteral("0000-01"), bench.clock.utcNow());
        QVERIFY(broken);
        const auto journal = Journal::open(broken->journalFile(), bench.clock);
        QVERIFY(journal);
        const QString aaguid = first.accounts[0].keys[0].aaguid;
        QVERIFY((*journal)->write(QStringLiteral("runStarted"),
                                  { { QStringLiteral("runId"), broken->runId },
                                    { QStringLiteral("mode"), QStringLiteral("rotate") } }));
        QVERIFY((*journal)->write(QStringLiteral("pinToSet"),
                                  { { QStringLiteral("subject"), QStringLiteral("N-1") },
                                    { QStringLiteral("serial"), QString() },
                                    { QStringLiteral("aaguid"), aaguid } }));
        bench.tenant.change(
            [&](Directory &directory) { directory.passkeys[first.accounts[0].objectId.value].removeFirst(); });
        comeRoundToTheFirst(bench, inHand);
        const RunRecord record = bench.run(wish(PinChoice::Generate));
        QVERIFY(tells(record, finding::KeySkipped)); // nobody here knows its PIN by heart
        QCOMPARE(bench.human.asked(QStringLiteral("confirm resetKey")), QStringList());
        QVERIFY(!bench.human.asked(QStringLiteral("pin")).isEmpty());
        QCOMPARE(inHand[0]->state().pin.hash(), printed);
        QCOMPARE(inHand[0]->state().credentials.size(), 1);
    }
};

QTEST_GUILESS_MAIN(KeysFlowTest)
#include "KeysFlowTest.moc"
