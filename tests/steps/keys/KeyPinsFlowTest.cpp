// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/FindingIds.h"
#include "fido/FidoKey.h"
#include "tests/steps/keys/KeysInHand.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

// The PIN on the way to a proven key: entered, made, changed, lengthened; never tried twice, never lost.
class KeyPinsFlowTest : public QObject, private KeysInHand {
    Q_OBJECT

    struct Asked {
        PinQuestion::Purpose purpose;
        QString label;
        int retriesLeft;
        bool isLastBeforeReinsert, isLast;
        std::optional<Error::Kind> before;
    };

    // Fresh ones, but for the first.
    static QList<Key> firstHasPin(int count)
    {
        QList<Key> keys = freshOnes(count);
        keys[0].pin = "271828";
        return keys;
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
        use(bench, firstHasPin(4));
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
        use(bench, firstHasPin(4));
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
        QList<Key> keys = firstHasPin(4);
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
        QList<Key> keys = firstHasPin(5);
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
        QList<Key> keys = firstHasPin(4);
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
};

BG_TEST(QCoreApplication, KeyPinsFlowTest)
#include "KeyPinsFlowTest.moc"
