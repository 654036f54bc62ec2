// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/VendorChannel.h"
#include "tests/fido/ReadyKey.h"
#include "tests/support/TestProgram.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

namespace bg {

using namespace std::chrono_literals;

// What happens between the question and the answer: waiting for a touch, a stop, a key that goes or is busy.
class CtapHidTransportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelIsFeltWithinATenthOfASecondAndTheKeyIsUsableAfterwards_data()
    {
        QTest::addColumn<bool>("ignoresCancel");
        QTest::newRow("the key obeys") << false;
        QTest::newRow("the key goes on blinking") << true;
    }
    void cancelIsFeltWithinATenthOfASecondAndTheKeyIsUsableAfterwards()
    {
        QFETCH(bool, ignoresCancel);
        PracticeDials dials = PracticeBench::quick();
        dials.ignoresCancel = ignoresCancel;
        std::atomic<bool> isAsked = false, isTouched = false;
        PracticeBench bench(dials, [&] {
            isAsked = true;
            return isTouched.load();
        });
        bench.key.state().pin.preset("271828");
        const auto key = bench.open();
        const Secret pin = PracticeBench::secret("271828");
        std::stop_source stop;
        std::atomic<qint64> stoppedAt = 0;
        QElapsedTimer clock;
        clock.start();
        std::jthread person([&] {
            isAsked.wait(false);
            stoppedAt = clock.elapsed();
            stop.request_stop();
        });
        isAsked.notify_all();
        std::jthread waker([&](std::stop_token end) {
            while (!end.stop_requested() && !isAsked)
                std::this_thread::yield();
            isAsked.notify_all();
        });
        const auto made = (*key)->makeCredential(PracticeBench::options(), pin, {}, stop.get_token());
        QCOMPARE(kindOf(made), QStringLiteral("Cancelled"));
        QVERIFY2(clock.elapsed() - stoppedAt <= 100, qPrintable(QString::number(clock.elapsed() - stoppedAt)));
        isTouched = true;
        QCOMPARE(kindOf((*key)->makeCredential(PracticeBench::options(), pin, {}, {})), QStringLiteral("ok"));
    }

    void aStopBeforeTheCallLeavesTheKeyAlone()
    {
        Ready ready;
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(kindOf(ready.key->makeCredential(PracticeBench::options(), ready.pin, {}, stop.get_token())),
                 QStringLiteral("Cancelled"));
        QCOMPARE(ready.bench.key.state().credentials.size(), 0);
    }

    void notTouchedInTimeIsOneThingHoweverTheKeySaysIt_data()
    {
        QTest::addColumn<int>("code");
        for (const int code : { 0x27, 0x2f, 0x3a })
            QTest::newRow(qPrintable(QString::number(code, 16))) << code;
    }
    void notTouchedInTimeIsOneThingHoweverTheKeySaysIt()
    {
        QFETCH(int, code);
        PracticeDials dials = PracticeBench::quick();
        dials.isNeverTouched = true;
        dials.touchLimit = 50ms;
        dials.touchLimitCode = static_cast<unsigned char>(code);
        Ready ready(dials);
        QCOMPARE(kindOf(ready.make()), QStringLiteral("KeyNotTouched"));
        ready.bench.key.state().dials.isNeverTouched = false;
        QCOMPARE(kindOf(ready.make()), QStringLiteral("ok"));
    }

    void aKeyThatNeverGivesUpMeetsOurOwnLimitAndItsLateAnswerIsDropped()
    {
        PracticeDials dials = PracticeBench::quick();
        dials.ignoresCancel = true;
        std::atomic<bool> isTouched = false;
        PracticeBench bench(dials, [&] { return isTouched.load(); });
        FidoDevice device(bench.key.connect(), 0s);
        QVERIFY(device.open({}));
        const int code = device.run(fido_dev_get_touch_begin, {});
        QCOMPARE(code, FIDO_OK);
        int touched = 0;
        const int polled
            = device.run([&](fido_dev_t *dev) { return fido_dev_get_touch_status(dev, &touched, 300); }, {});
        QVERIFY(touched == 0);
        QVERIFY(device.context({}).isOverdue || polled != FIDO_OK);
        isTouched = true;
        device.leaveUnclean();
        const FidoCborInfo info(fido_cbor_info_new());
        QCOMPARE(device.run([&](fido_dev_t *dev) { return fido_dev_get_cbor_info(dev, info.get()); }, {}), FIDO_OK);
    }

    void aKeyPulledOutAtAnyReportIsRemovedAndNothingHangs()
    {
        int worked = 0;
        for (int report = 1; report <= 120 && worked == 0; ++report) {
            PracticeDials dials = PracticeBench::quick();
            dials.goneAfterReports = report;
            PracticeBench bench(dials);
            const auto key = bench.open();
            Result<void> outcome = key ? (*key)->setPin(PracticeBench::secret("271828"), {}) : fail(key.error());
            if (outcome) {
                const auto made
                    = (*key)->makeCredential(PracticeBench::options(), PracticeBench::secret("271828"), {}, {});
                outcome = made ? Result<void>() : fail(made.error());
            }
            if (outcome) {
                ++worked;
                continue;
            }
            QCOMPARE(kindOf(outcome), QStringLiteral("KeyRemoved"));
            if (key)
                QCOMPARE(kindOf((*key)->refresh({})), QStringLiteral("KeyRemoved"));
        }
        QCOMPARE(worked, 1); // at last it was pulled out after the work
    }

    void aBusyKeyIsAskedAgainAndThenGivenUp()
    {
        PracticeDials dials = PracticeBench::quick();
        dials.busyAnswers = 2;
        PracticeBench soon(dials);
        QCOMPARE(kindOf(soon.open()), QStringLiteral("ok"));
        dials.busyAnswers = 100000;
        PracticeBench never(dials);
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(kindOf(never.open()), QStringLiteral("KeyBusy"));
        QVERIFY(clock.elapsed() < 4000);
    }

    void touchIsToldWhileTheKeyWaitsAndWhenItIsOver()
    {
        PracticeDials dials = PracticeBench::quick();
        dials.touchAfter = 250ms;
        Ready ready(dials);
        QList<QPair<bool, int>> told;
        const UserPresenceCallback notice = [&](bool wanted, std::chrono::seconds left) {
            told.append({ wanted, int(left.count()) });
        };
        QVERIFY(ready.key->makeCredential(PracticeBench::options(), ready.pin, notice, {}));
        QCOMPARE(told.size(), 2); // one notice a second, then the end
        QVERIFY(told.first().first && told.first().second >= 30);
        QCOMPARE(told.last(), qMakePair(false, 0));
    }

    void anotherProgramOnItsOwnChannelDoesNotDisturb()
    {
        Ready ready;
        const auto other = ready.bench.key.connect();
        const auto channel = VendorChannel::open(*other, {});
        QVERIFY(channel);
        QVERIFY(ready.make()); // the key's answers to the other are on our line too
        QVERIFY(channel->ask(ctaphid::Ping, QByteArray(300, 'p'), {}) == QByteArray(300, 'p'));
        QVERIFY(ready.key->refresh({}));
    }
};

} // namespace bg

BG_TEST(QCoreApplication, bg::CtapHidTransportTest)
#include "CtapHidTransportTest.moc"
