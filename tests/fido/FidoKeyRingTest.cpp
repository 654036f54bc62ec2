// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/FidoKeyRing.h"
#include "app/base/Clock.h"
#include "fido/HidrawPort.h"
#include "fido/KeyRingFactory.h"
#include "fido/KeyWatch.h"
#include "fido/TouchChoice.h"
#include "fido/UsbKeys.h"
#include "fido/practice/PracticeSource.h"
#include "tests/fido/PracticeBench.h"
#include "tests/support/TestProgram.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <condition_variable>
#include <ctime>
#include <thread>

#include <sys/file.h>

namespace bg {

using namespace std::chrono_literals;

namespace {

QStringList practice(int count)
{
    return QList<QString>(count, QStringLiteral("practice"));
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

} // namespace

class FidoKeyRingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysComeOneAtATimeInOrderAndAgainFromTheFirst()
    {
        const auto ring = makeKeyRing(practice(2));
        QVERIFY(ring && (*ring)->insertsByItself());
        QVERIFY((*ring)->seen().isEmpty());
        QStringList serials, paths;
        for (int i = 0; i < 3; ++i) {
            (*ring)->insertNext();
            const QList<SeenKey> seen = (*ring)->seen();
            QCOMPARE(seen.size(), 1);
            const auto key = (*ring)->open(seen.first(), {});
            QVERIFY(key);
            serials.append((*key)->facts().serial);
            paths.append(seen.first().path);
        }
        QVERIFY(serials[0] != serials[1]);
        QCOMPARE(serials[2], serials[0]);
        QVERIFY(paths[2] != paths[0]); // the same key, put in again
    }

    void aSearchGoesThroughAllAndLeavesTheNextFreshKeyWhereItIs()
    {
        const auto ring = makeKeyRing(practice(3));
        const auto serial = [&] { return (*(*ring)->open((*ring)->seen().first(), {}))->facts().serial; };
        QStringList all;
        for (int i = 0; i < 3; ++i) {
            (*ring)->lookOn();
            all.append(serial());
        }
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), 3);
        (*ring)->insertNext();
        QCOMPARE(serial(), all[0]);
        (*ring)->lookOn(); // the one after the key that is in
        QCOMPARE(serial(), all[1]);
        (*ring)->lookOn();
        (*ring)->lookOn();
        QCOMPARE(serial(), all[0]);
        (*ring)->lookOn();
        (*ring)->lookOn();
        (*ring)->insertNext();
        QCOMPARE(serial(), all[1]);
    }

    void aKeyKeepsItsMemoryWhenItIsOut()
    {
        const auto ring = makeKeyRing(practice(2));
        (*ring)->insertNext();
        {
            const auto key = (*ring)->open((*ring)->seen().first(), {});
            QVERIFY((*key)->setPin(PracticeBench::secret("271828"), {}));
        }
        (*ring)->insertNext();
        QVERIFY(!(*(*ring)->open((*ring)->seen().first(), {}))->facts().hasPin);
        (*ring)->insertNext();
        QVERIFY((*(*ring)->open((*ring)->seen().first(), {}))->facts().hasPin);
    }

    void aKeyThatWasTakenOutCannotBeOpened()
    {
        const auto ring = makeKeyRing(practice(2));
        (*ring)->insertNext();
        const SeenKey first = (*ring)->seen().first();
        (*ring)->insertNext();
        const auto key = (*ring)->open(first, {});
        QVERIFY(!key);
        QCOMPARE(name(key.error().kind), QStringLiteral("KeyRemoved"));
    }

    void theGivenAaguidIsShown()
    {
        const auto ring = makeKeyRing({ QStringLiteral("practice:B92C3F9A-C014-4056-887F-140A2501163B") });
        (*ring)->insertNext();
        const auto key = (*ring)->open((*ring)->seen().first(), {});
        QVERIFY(key);
        QCOMPARE((*key)->facts().aaguid, QStringLiteral("b92c3f9a-c014-4056-887f-140a2501163b"));
    }

    void aWrongSpecIsOneClearSentence_data()
    {
        QTest::addColumn<QString>("spec");
        for (const char *spec : { "", "usb", "practice:", "practice:xyz", "practise", "udp", "udp:", "udp:127.0.0.1:1",
                                  "udp:127.0.0.1:0:8112", "udp:127.0.0.1:8111:70000", "udp:not a host:8111:8112",
                                  "udp::8111:8112", "hid:1" })
            QTest::newRow(spec) << QString::fromLatin1(spec);
    }
    void aWrongSpecIsOneClearSentence()
    {
        QFETCH(QString, spec);
        const auto ring = makeKeyRing({ spec });
        QVERIFY(!ring);
        QCOMPARE(name(ring.error().kind), QStringLiteral("Input"));
        QVERIFY(ring.error().detail.startsWith(QStringLiteral("--security-key ") + spec));
        QVERIFY(ring.error().detail.endsWith(u'.'));
    }

    void rightSpecsAreTaken()
    {
        const auto ring = makeKeyRing(
            { QStringLiteral("hid"), QStringLiteral("practice"), QStringLiteral("udp:127.0.0.1:8111:8112"),
              QStringLiteral("udp:localhost:8113:8114"), QStringLiteral("udp:[::1]:8115:8116") });
        QVERIFY(ring);
        QVERIFY((*ring)->insertsByItself());
        QVERIFY(!(*makeKeyRing({}))->insertsByItself());
    }

    void aU2fOnlyKeyIsRefusedByTheRing()
    {
        PracticeDials dials = PracticeBench::quick();
        dials.isU2fOnly = true;
        FidoKeyRing::Places places;
        places.push_back(std::make_unique<PracticeSource>(dials, PracticeTouch()));
        FidoKeyRing ring(std::move(places));
        ring.insertNext();
        const auto key = ring.open(ring.seen().first(), {});
        QVERIFY(!key);
        QCOMPARE(name(key.error().kind), QStringLiteral("KeyUnsuitable"));
        QCOMPARE(key.error().detail, QStringLiteral("fido2"));
    }

    void aKeyThatTheSystemDoesNotLetUsOpenIsStillSeen()
    {
        QTemporaryDir folder;
        const QString sys = folder.filePath(QStringLiteral("sys")), dev = folder.filePath(QStringLiteral("dev"));
        const QString fido = sys + QStringLiteral("/hidraw3/device/");
        writeFile(fido + QStringLiteral("report_descriptor"), QByteArray::fromHex("06d0f10901a101"));
        writeFile(fido + QStringLiteral("uevent"),
                  "DRIVER=hid-generic\nHID_ID=0003:00001050:00000407\nHID_NAME=Yubico YubiKey\n");
        writeFile(sys + QStringLiteral("/hidraw4/device/report_descriptor"),
                  QByteArray::fromHex("05010906a101")); // a keyboard
        const QList<SeenKey> keys = hidrawKeys(QDir(sys), QDir(dev));
        QCOMPARE(keys.size(), 1);
        QCOMPARE(keys.first().path, dev + QStringLiteral("/hidraw3"));
        QCOMPARE(keys.first().vendorId, quint16(0x1050));
        QCOMPARE(keys.first().productId, quint16(0x0407));
        QCOMPARE(keys.first().product, QStringLiteral("Yubico YubiKey"));
        QVERIFY(!keys.first().isPermitted);
        writeFile(dev + QStringLiteral("/hidraw3"), {});
        QVERIFY(hidrawKeys(QDir(sys), QDir(dev)).first().isPermitted);
        const auto ring = makeKeyRing({});
        const auto key = (*ring)->open(keys.first(), {});
        QCOMPARE(name(key.error().kind), QStringLiteral("KeyNotPermitted"));
    }

    void aNodeThatAnotherProgramLocksIsWaitedForAndThenBusy()
    {
        QTemporaryDir folder;
        const QString node = folder.filePath(QStringLiteral("hidraw0"));
        writeFile(node, "x");
        // Another opening of the file is another owner of the lock, in whichever program: flock(2).
        QFile other(node);
        QVERIFY(other.open(QIODevice::ReadWrite));
        QCOMPARE(::flock(other.handle(), LOCK_EX | LOCK_NB), 0);
        QElapsedTimer clock;
        clock.start();
        const auto busy = HidrawPort::open(node, {});
        QVERIFY(!busy);
        QCOMPARE(name(busy.error().kind), QStringLiteral("KeyBusy"));
        QVERIFY2(clock.elapsed() >= 1900 && clock.elapsed() < 3500, qPrintable(QString::number(clock.elapsed())));

        std::stop_source stop;
        std::jthread person([&stop] { stop.request_stop(); });
        clock.start();
        const auto stopped = HidrawPort::open(node, stop.get_token());
        QVERIFY(!stopped && stopped.error().isCancelled());
        QVERIFY(clock.elapsed() < 1000);

        std::jthread letsGo([&other] {
            SystemClock().sleep(300ms, {});
            ::flock(other.handle(), LOCK_UN);
        });
        clock.start();
        const auto opened = HidrawPort::open(node, {});
        QVERIFY(opened.has_value());
        QVERIFY2(clock.elapsed() >= 100, qPrintable(QString::number(clock.elapsed())));
        letsGo.join();
        QVERIFY(::flock(other.handle(), LOCK_EX | LOCK_NB) != 0); // and is ours as long as we hold it
    }

    void theSameKeyCanBeTakenOutAndPutInAgain()
    {
        const auto ring = makeKeyRing(practice(2));
        QVERIFY(ring.has_value());
        (*ring)->reinsert(); // none is in yet
        QVERIFY((*ring)->seen().isEmpty());
        (*ring)->insertNext();
        const SeenKey before = (*ring)->seen().first();
        const auto first = (*ring)->open(before, {});
        QVERIFY(first.has_value());
        (*ring)->reinsert();
        const SeenKey again = (*ring)->seen().first();
        QVERIFY(again.path != before.path);
        const auto second = (*ring)->open(again, {});
        QVERIFY(second.has_value());
        QCOMPARE((*second)->facts().serial, (*first)->facts().serial);
    }

    void theTouchedOneOfTwoIsChosenAndBothStayUsable()
    {
        std::atomic<int> touched = -1;
        PracticeBench left(PracticeBench::quick(), [&] { return touched == 0; });
        PracticeBench right(PracticeBench::quick(), [&] { return touched == 1; });
        left.seen.path = QStringLiteral("left");
        right.seen.path = QStringLiteral("right");
        TouchChoice choice;
        QVERIFY(choice.add(left.seen, left.key.connect(), {}));
        QVERIFY(choice.add(right.seen, right.key.connect(), {}));
        touched = 1;
        const auto chosen = choice.wait({});
        QVERIFY(chosen);
        QCOMPARE(chosen->path, QStringLiteral("right"));
        QVERIFY(left.open());
        QVERIFY(right.open());
    }

    void aKeyThatAnotherProgramHoldsIsNamedBeforeTheOthersBlink()
    {
        QTemporaryDir folder;
        SeenKey held;
        held.path = folder.filePath(QStringLiteral("hidraw0"));
        writeFile(held.path, "x");
        QFile other(held.path);
        QVERIFY(other.open(QIODevice::ReadWrite));
        QCOMPARE(::flock(other.handle(), LOCK_EX | LOCK_NB), 0);
        QStringList told;
        bool mayBeTouched = false;
        const auto ring = makeKeyRing(practice(1), [&] { return mayBeTouched; });
        QVERIFY(ring.has_value());
        (*ring)->insertNext();
        const SeenKey free = (*ring)->seen().first();
        const auto chosen = (*ring)->touched({ held, free },
                                             [&](const SeenKey &key, const Error &why) {
                                                 told.append(key.path + QLatin1Char(' ') + name(why.kind));
                                                 mayBeTouched = true;
                                             },
                                             {});
        QCOMPARE(told, QStringList{ held.path + QStringLiteral(" KeyBusy") });
        QVERIFY(chosen);
        QCOMPARE(chosen->path, free.path);
    }

    void choosingEndsWhenAllKeysAreOutOrThePersonStops()
    {
        PracticeBench bench(PracticeBench::quick(), [] { return false; });
        {
            TouchChoice choice;
            QVERIFY(choice.add(bench.seen, bench.key.connect(), {}));
            bench.key.takeOut();
            const auto chosen = choice.wait({});
            QVERIFY(!chosen);
            QCOMPARE(name(chosen.error().kind), QStringLiteral("KeyRemoved"));
        }
        bench.key.insert();
        TouchChoice choice;
        QVERIFY(choice.add(bench.seen, bench.key.connect(), {}));
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(name(choice.wait(stop.get_token()).error().kind), QStringLiteral("Cancelled"));
        QVERIFY(bench.open());
    }

    // libfido2 reports a key that was pulled out as untouched, without any delay.
    void waitingForATouchIsNoTightLoop()
    {
        PracticeBench bench(PracticeBench::quick(), [] { return false; });
        TouchChoice choice;
        QVERIFY(choice.add(bench.seen, bench.key.connect(), {}));
        std::stop_source stop;
        std::atomic<bool> isOver = false;
        std::jthread person([&] {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable().wait_for(lock, 500ms, [&] { return isOver.load(); });
            stop.request_stop();
        });
        const std::clock_t before = std::clock();
        QCOMPARE(name(choice.wait(stop.get_token()).error().kind), QStringLiteral("Cancelled"));
        isOver = true;
        const double seconds = double(std::clock() - before) / CLOCKS_PER_SEC;
        QVERIFY2(seconds < 0.2, qPrintable(QString::number(seconds)));
    }

    // The watch looks on while somebody looks for the place to touch; libfido2's own list is asked for too.
    void keysAreListedWhileOneIsInUseAndItsWorkGoesOn()
    {
        std::atomic<bool> mayBeTouched = false;
        FidoKeyRing::Places places;
        places.push_back(std::make_unique<PracticeSource>(PracticeBench::quick(), [&] { return mayBeTouched.load(); }));
        places.push_back(nullptr); // keys of this machine
        FidoKeyRing ring(std::move(places));
        ring.insertNext();
        const QList<SeenKey> before = ring.seen();
        QVERIFY(!before.isEmpty());
        const auto key = ring.open(before.first(), {});
        QVERIFY(key);
        QVERIFY((*key)->setPin(PracticeBench::secret("271828"), {}));
        std::atomic<bool> isWaiting = false, isOver = false;
        std::jthread lane([&, &inUse = **key] {
            const auto made = inUse.makeCredential(PracticeBench::options(), PracticeBench::secret("271828"),
                                                   [&](bool wanted, std::chrono::seconds) { isWaiting = wanted; }, {});
            isOver = made.has_value();
        });
        QVERIFY(QTest::qWaitFor([&] { return isWaiting.load(); }, 5000));
        for (int i = 0; i < 20; ++i) {
            QElapsedTimer clock;
            clock.start();
            QCOMPARE(ring.seen(), before);
            QVERIFY2(clock.elapsed() < 100, qPrintable(QString::number(clock.elapsed())));
        }
        QVERIFY(!isOver);
        mayBeTouched = true;
        lane.join();
        QVERIFY(isOver);
        QCOMPARE(ring.seen(), before);
    }

    void theWatchTellsEachChangeWithinASecond()
    {
        const auto ring = makeKeyRing(practice(2));
        std::mutex mutex;
        std::condition_variable changed;
        QList<QList<SeenKey>> told;
        KeyWatch watch(**ring, [&](const QList<SeenKey> &keys) {
            const std::scoped_lock lock(mutex);
            told.append(keys);
            changed.notify_all();
        });
        std::unique_lock lock(mutex);
        QVERIFY(changed.wait_for(lock, 1s, [&] { return told.size() == 1; }));
        QVERIFY(told.first().isEmpty());
        lock.unlock();
        (*ring)->insertNext();
        lock.lock();
        QVERIFY(changed.wait_for(lock, 1s, [&] { return told.size() == 2; }));
        QCOMPARE(told.last().size(), 1);
    }
};

} // namespace bg

BG_TEST(QCoreApplication, bg::FidoKeyRingTest)
#include "FidoKeyRingTest.moc"
