// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/Journal.h"
#include "app/journal/JournalEvent.h"
#include "app/journal/RunStore.h"
#include "app/model/FindingIds.h"
#include "app/practice/Directory.h"
#include "tests/steps/keys/KeysInHand.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

// A run ended with PINs on keys and not on paper: the next one knows these keys, and erases none that somebody needs.
class UnrecordedPinsFlowTest : public QObject, private KeysInHand {
    Q_OBJECT

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
        bench.human.onShow = [&](const KeyProgress &moment) {
            if (moment.phase == KeyProgress::Phase::Done && ++done == keys)
                stop.request_stop();
        };
        const RunRecord record = bench.run(wish(PinChoice::Generate), stop.get_token());
        bench.human.onShow = {};
        comeRoundToTheFirst(bench, inHand);
        return record.outcome == QLatin1String("cancelled");
    }

private Q_SLOTS:
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
        QList<KeyProgress> resets;
        bench.human.onShow = [&](const KeyProgress &moment) {
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
        bench.human.onShow = [&](const KeyProgress &moment) {
            if (moment.phase == KeyProgress::Phase::Touch)
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
        bench.human.onShow = [&](const KeyProgress &moment) {
            if (moment.phase == KeyProgress::Phase::Done)
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
        RunStarted begun;
        begun.runId = broken->runId;
        begun.mode = QStringLiteral("rotate");
        QVERIFY((*journal)->write(begun));
        QVERIFY((*journal)->write(PinToSet{ { {}, QStringLiteral("N-1"), {}, aaguid, {}, false } }));
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

BG_TEST(QCoreApplication, UnrecordedPinsFlowTest)
#include "UnrecordedPinsFlowTest.moc"
