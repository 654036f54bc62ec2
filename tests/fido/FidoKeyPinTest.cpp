// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fido/ReadyKey.h"
#include "tests/support/TestProgram.h"

#include <QTest>

namespace bg {

using namespace std::chrono_literals;

// PINs, their counter and what a key can be told to insist on: real libfido2 and the practice key.
class FidoKeyPinTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongPinsCountDownAndTheThirdBlocksUntilReinsert()
    {
        PracticeBench bench;
        bench.key.state().pin.preset("271828");
        const auto key = bench.open();
        const Secret wrong = PracticeBench::secret("314159");
        for (const int left : { 7, 6 }) {
            const auto made = (*key)->makeCredential(PracticeBench::options(), wrong, {}, {});
            QCOMPARE(kindOf(made), QStringLiteral("PinWrong"));
            QCOMPARE(made.error().retriesLeft, left);
        }
        auto made = (*key)->makeCredential(PracticeBench::options(), wrong, {}, {});
        QCOMPARE(kindOf(made), QStringLiteral("PinBlockedUntilReinsert"));
        QCOMPARE(made.error().retriesLeft, 5);
        // Even the right one is refused now, and the counter stays.
        made = (*key)->makeCredential(PracticeBench::options(), PracticeBench::secret("271828"), {}, {});
        QCOMPARE(kindOf(made), QStringLiteral("PinBlockedUntilReinsert"));
        QCOMPARE(made.error().retriesLeft, 5);

        bench.key.insert();
        QCOMPARE(kindOf((*key)->refresh({})), QStringLiteral("KeyRemoved")); // the old handle has lost its key
        const auto again = bench.open();
        QCOMPARE((*again)->facts().pinRetries, 5);
        QCOMPARE(kindOf((*again)->makeCredential(PracticeBench::options(), PracticeBench::secret("271828"), {}, {})),
                 QStringLiteral("ok"));
        QCOMPARE(kindOf((*again)->refresh({})), QStringLiteral("ok"));
        QCOMPARE((*again)->facts().pinRetries, 8);
    }

    void theLastWrongPinBlocksForGood()
    {
        PracticeDials dials = PracticeBench::quick();
        dials.pinRetries = 1;
        PracticeBench bench(dials);
        bench.key.state().pin.preset("271828");
        const auto key = bench.open();
        QCOMPARE(kindOf((*key)->makeCredential(PracticeBench::options(), PracticeBench::secret("1234"), {}, {})),
                 QStringLiteral("PinBlocked"));
        bench.key.insert();
        const auto again = bench.open();
        QCOMPARE(kindOf((*again)->makeCredential(PracticeBench::options(), PracticeBench::secret("271828"), {}, {})),
                 QStringLiteral("PinBlocked"));
    }

    void withoutAPinTheKeyIsNotAsked()
    {
        PracticeBench bench;
        const auto key = bench.open();
        QCOMPARE(kindOf((*key)->makeCredential(PracticeBench::options(), PracticeBench::secret("271828"), {}, {})),
                 QStringLiteral("PinNotSet"));
        QVERIFY((*key)->setPin(PracticeBench::secret("271828"), {}));
        QCOMPARE(kindOf((*key)->makeCredential(PracticeBench::options(), Secret(), {}, {})),
                 QStringLiteral("PinNeeded"));
    }

    void libfido2ItselfSaysPinRequired()
    {
        PracticeBench bench;
        bench.key.state().pin.preset("271828");
        FidoDevice device(bench.key.connect());
        QVERIFY(device.open({}));
        const int code = device.run(
            [&](fido_dev_t *dev) {
                const FidoCred cred(fido_cred_new());
                const QByteArray hash(32, 'h');
                fido_cred_set_type(cred.get(), COSE_ES256);
                fido_cred_set_clientdata_hash(cred.get(), reinterpret_cast<const unsigned char *>(hash.constData()),
                                              32);
                fido_cred_set_rp(cred.get(), "login.example.com", "Example");
                fido_cred_set_user(cred.get(), reinterpret_cast<const unsigned char *>("u"), 1, "n", "d", nullptr);
                fido_cred_set_rk(cred.get(), FIDO_OPT_TRUE);
                return fido_dev_make_cred(dev, cred.get(), nullptr);
            },
            {});
        QCOMPARE(code, FIDO_ERR_PIN_REQUIRED);
    }

    void aPinThatCannotBeRightNeverReachesTheKey_data()
    {
        QTest::addColumn<QByteArray>("pin");
        QTest::newRow("three characters") << QByteArray("123");
        QTest::newRow("two characters of six bytes") << QByteArray("\xe2\x82\xac\xe2\x82\xac");
        QTest::newRow("64 bytes") << QByteArray(64, '7');
        QTest::newRow("not UTF-8") << QByteArray("\xff\xfe\xfd\xfc\xfb");
        QTest::newRow("a NUL within") << QByteArray("1234\0", 5) + "56";
    }
    void aPinThatCannotBeRightNeverReachesTheKey()
    {
        QFETCH(QByteArray, pin);
        Ready ready;
        QCOMPARE(kindOf(ready.key->makeCredential(PracticeBench::options(), Secret::copyOf(pin), {}, {})),
                 QStringLiteral("PinRejected"));
        QVERIFY(ready.key->refresh({}));
        QCOMPARE(ready.key->facts().pinRetries, 8);
    }

    void aPinTypedInAnyNormalFormIsTheSamePin()
    {
        PracticeBench bench;
        const auto key = bench.open();
        QVERIFY((*key)->setPin(PracticeBench::secret("pa\xc3\xa4sse"), {})); // U+00E4
        QCOMPARE(
            kindOf((*key)->makeCredential(PracticeBench::options(), PracticeBench::secret("paa\xcc\x88sse"), {}, {})),
            QStringLiteral("ok")); // a, U+0308
    }

    void forcedChangeIsSeenBeforeThePinIsTried()
    {
        PracticeDials dials = PracticeBench::quick();
        dials.mustChangePin = true;
        Ready ready(dials);
        QCOMPARE(kindOf(ready.make()), QStringLiteral("PinMustChange"));
        QCOMPARE(kindOf(ready.key->changePin(ready.pin, PracticeBench::secret("271828"), {})),
                 QStringLiteral("PinRejected"));
        QCOMPARE(kindOf(ready.key->changePin(ready.pin, PracticeBench::secret("161803"), {})), QStringLiteral("ok"));
        QVERIFY(!ready.key->facts().mustChangePin);
        QCOMPARE(kindOf(ready.key->makeCredential(PracticeBench::options(), PracticeBench::secret("161803"), {}, {})),
                 QStringLiteral("ok"));
    }

    void aRightPinThatIsNotTakenIsNeverCalledWrong()
    {
        Ready ready;
        ready.bench.key.state().pin.forceChange(); // behind our back: another program did it
        const auto made = ready.make();
        QCOMPARE(kindOf(made), QStringLiteral("PinMustChange"));
        QCOMPARE(ready.key->facts().pinRetries, 8);
    }

    void aWrongOldPinIsWrongOnChangeToo()
    {
        Ready ready;
        const auto changed = ready.key->changePin(PracticeBench::secret("000000"), PracticeBench::secret("161803"), {});
        QCOMPARE(kindOf(changed), QStringLiteral("PinWrong"));
        QCOMPARE(changed.error().retriesLeft, 7);
    }

    void minimumLengthAlwaysUvAndForcedChangeCanBeSet()
    {
        Ready ready;
        QCOMPARE(kindOf(ready.key->setAlwaysUv(true, ready.pin, {})), QStringLiteral("ok"));
        QVERIFY(ready.key->facts().alwaysUv);
        QCOMPARE(kindOf(ready.key->setAlwaysUv(true, ready.pin, {})), QStringLiteral("ok")); // and not toggled back
        QVERIFY(ready.key->facts().alwaysUv);
        QCOMPARE(kindOf(ready.key->setMinimumPinLength(6, ready.pin, {})), QStringLiteral("ok"));
        QCOMPARE(ready.key->facts().minimumPinLength, 6);
        QCOMPARE(kindOf(ready.key->setMinimumPinLength(5, ready.pin, {})), QStringLiteral("PinRejected"));
        QCOMPARE(kindOf(ready.make()), QStringLiteral("ok"));
        QCOMPARE(kindOf(ready.key->forcePinChange(ready.pin, {})), QStringLiteral("ok"));
        QVERIFY(ready.key->facts().mustChangePin);
    }

    void aKeyWithoutConfigurationIsNotAskedForIt()
    {
        PracticeDials dials = PracticeBench::quick();
        dials.isCtap20 = true;
        dials.pinProtocols = { 1 };
        Ready ready(dials);
        QCOMPARE(ready.key->facts().minimumPinLength, 4);
        QCOMPARE(ready.key->facts().freeSlots, -1);
        QCOMPARE(kindOf(ready.key->setMinimumPinLength(6, ready.pin, {})), QStringLiteral("KeyUnsuitable"));
        QCOMPARE(kindOf(ready.key->removeCredential("x", ready.pin, {})), QStringLiteral("KeyUnsuitable"));
    }

    void aKeyThatAnswersNonsenseToTheRetryCountIsUsedWithoutIt()
    {
        PracticeDials dials = PracticeBench::quick();
        dials.tellsPinRetries = false;
        Ready ready(dials);
        QCOMPARE(ready.key->facts().pinRetries, -1);
        const auto wrong = ready.key->makeCredential(PracticeBench::options(), PracticeBench::secret("999999"), {}, {});
        QCOMPARE(kindOf(wrong), QStringLiteral("PinWrong"));
        QCOMPARE(wrong.error().retriesLeft, -1);
        QCOMPARE(kindOf(ready.make()), QStringLiteral("ok"));
    }
};

} // namespace bg

BG_TEST(QCoreApplication, bg::FidoKeyPinTest)
#include "FidoKeyPinTest.moc"
