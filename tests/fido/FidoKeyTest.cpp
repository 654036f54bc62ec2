// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/Enrolment.h"
#include "fido/VendorChannel.h"
#include "tests/fido/PracticeBench.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

namespace bg {

using namespace std::chrono_literals;
using Kind = Error::Kind;

namespace {

template <typename T> QString kindOf(const Result<T> &result)
{
    return result ? QStringLiteral("ok") : name(result.error().kind);
}

// A key that is open and whose PIN is 271828.
struct Ready {
    explicit Ready(PracticeDials dials = PracticeBench::quick()) : bench(std::move(dials))
    {
        bench.key.state().pin.preset("271828");
        auto opened = bench.open();
        if (opened)
            key = std::move(*opened);
        else
            qFatal("the practice key does not open: %s", qPrintable(name(opened.error().kind)));
    }
    Result<Attestation> make() { return key->makeCredential(PracticeBench::options(), pin, {}, {}); }

    PracticeBench bench;
    Secret pin = PracticeBench::secret("271828");
    std::unique_ptr<FidoKey> key;
};

} // namespace

// Real libfido2 on one side, the practice key on the other; each row is what was measured of keys that others made.
class FidoKeyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aResetErasesAllAndIsTakenOnlySoonAfterPuttingIn()
    {
        Ready ready;
        const auto made = ready.make();
        QVERIFY(made);
        const QString rpId = PracticeBench::options().rpId;
        ready.bench.key.state().poweredUp -= 11s;
        const auto late = ready.key->reset({}, {});
        QCOMPARE(kindOf(late), QStringLiteral("KeyUnsuitable"));
        QCOMPARE(late.error().detail, QStringLiteral("resetTooLate"));
        QCOMPARE(*ready.key->held(rpId, { made->credentialId }, {}), made->credentialId);
        ready.key.reset();
        ready.bench.key.insert();
        auto again = ready.bench.open();
        QVERIFY(again && (*again)->facts().hasPin);
        bool wasAskedToTouch = false;
        const auto reset = (*again)->reset(
            [&](bool wanted, std::chrono::seconds) { wasAskedToTouch = wasAskedToTouch || wanted; }, {});
        QCOMPARE(kindOf(reset), QStringLiteral("ok"));
        QVERIFY(wasAskedToTouch);
        QVERIFY(!(*again)->facts().hasPin);
        QVERIFY((*again)->held(rpId, { made->credentialId }, {})->isEmpty());
        QCOMPARE(ready.bench.key.state().credentials.size(), 0);
        QCOMPARE(kindOf((*again)->setPin(PracticeBench::secret("314159"), {})), QStringLiteral("ok"));
    }

    void nothingIsErasedWithoutATouch()
    {
        PracticeDials dials = PracticeBench::quick();
        dials.isNeverTouched = true;
        dials.touchLimit = 100ms;
        Ready ready(dials);
        QCOMPARE(kindOf(ready.key->reset({}, {})), QStringLiteral("KeyNotTouched"));
        QVERIFY(ready.bench.key.state().pin.isSet());
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(kindOf(ready.key->reset({}, stop.get_token())), QStringLiteral("Cancelled"));
    }

    void aKeySaysWhetherItHoldsWhatNobodyMade()
    {
        Ready ready;
        QCOMPARE(*ready.key->tellsWhatItHolds(PracticeBench::options().rpId, {}), true);
        QVERIFY(ready.make());
        QCOMPARE(*ready.key->tellsWhatItHolds(PracticeBench::options().rpId, {}), true);
    }

    void aFreshKeySaysWhatItIs()
    {
        PracticeBench bench;
        const auto key = bench.open();
        QCOMPARE(kindOf(key), QStringLiteral("ok"));
        const KeyFacts &facts = (*key)->facts();
        QCOMPARE(facts.model, QStringLiteral("YubiKey 5 NFC"));
        QCOMPARE(facts.serial, QStringLiteral("29000001"));
        QCOMPARE(facts.firmware, QStringLiteral("5.7.1"));
        QCOMPARE(facts.aaguid, QStringLiteral("a25342c0-3cdc-4414-8e46-f4807fca511c"));
        QVERIFY(facts.isFido2 && facts.canSetPin && !facts.hasPin && facts.supportsResidentKeys);
        QVERIFY(facts.supportsHmacSecret && facts.supportsCredProtect && facts.supportsEs256 && facts.canConfigure);
        QCOMPARE(facts.freeSlots, 100);
        QCOMPARE(facts.pinRetries, -1);
        QCOMPARE(facts.transports, (QStringList{ QStringLiteral("usb"), QStringLiteral("nfc") }));
    }

    void pinIsSetCredentialMadeAndProven_data()
    {
        QTest::addColumn<QList<int>>("protocols");
        QTest::addColumn<bool>("isCtap20");
        QTest::addColumn<int>("attestation");
        using A = PracticeDials::Attestation;
        QTest::newRow("protocol two, self") << QList<int>{ 2, 1 } << false << int(A::Self);
        QTest::newRow("protocol two only, certificate") << QList<int>{ 2 } << false << int(A::Certificate);
        QTest::newRow("protocol one, self") << QList<int>{ 1 } << false << int(A::Self);
        QTest::newRow("CTAP 2.0, certificate") << QList<int>{ 1 } << true << int(A::Certificate);
    }
    void pinIsSetCredentialMadeAndProven()
    {
        QFETCH(QList<int>, protocols);
        QFETCH(bool, isCtap20);
        QFETCH(int, attestation);
        PracticeDials dials = PracticeBench::quick();
        dials.pinProtocols = protocols;
        dials.isCtap20 = isCtap20;
        dials.attestation = PracticeDials::Attestation(attestation);
        PracticeBench bench(dials);
        const auto key = bench.open();
        QCOMPARE(kindOf(key), QStringLiteral("ok"));
        const Secret pin = PracticeBench::secret("271828");
        QCOMPARE(kindOf((*key)->setPin(pin, {})), QStringLiteral("ok"));
        QVERIFY((*key)->facts().hasPin);
        QCOMPARE((*key)->facts().pinRetries, 8);
        const auto made = (*key)->makeCredential(PracticeBench::options(), pin, {}, {});
        QCOMPARE(kindOf(made), QStringLiteral("ok"));
        QCOMPARE(made->aaguid.toHex(), QByteArray("a25342c03cdc44148e46f4807fca511c"));
        QCOMPARE(made->publicKey.size(), 64);
        QCOMPARE(made->clientDataJson,
                 QByteArray("{\"type\":\"webauthn.create\",\"challenge\":\"c29tZS1jaGFsbGVuZ2U\","
                            "\"origin\":\"https://login.example.com\",\"crossOrigin\":false}"));
        QVERIFY(made->attestationObject.startsWith(QByteArray::fromHex("a363666d74667061636b6564") + "gattStmt"));
        QCOMPARE(kindOf((*key)->prove(QStringLiteral("login.example.com"), *made, pin, {}, {})), QStringLiteral("ok"));
    }

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

    void aKeyThatHoldsTheAccountSaysSo()
    {
        Ready ready;
        const auto first = ready.make();
        QCOMPARE(kindOf(first), QStringLiteral("ok"));
        CreationOptions options = PracticeBench::options("OF:another");
        options.excludeCredentials = { QByteArray("somebody else's"), first->credentialId };
        QCOMPARE(kindOf(ready.key->makeCredential(options, ready.pin, {}, {})), QStringLiteral("KeyAlreadyEnrolled"));
    }

    void whatTheKeyLacksIsSaidBeforeATouch_data()
    {
        QTest::addColumn<QString>("lacks");
        for (const char *what : { "es256", "es256 asked", "rk", "hmac-secret", "credProtect", "full" })
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void whatTheKeyLacksIsSaidBeforeATouch()
    {
        QFETCH(QString, lacks);
        PracticeDials dials = PracticeBench::quick();
        CreationOptions options = PracticeBench::options();
        dials.hasEs256 = lacks != QLatin1String("es256");
        dials.hasResidentKeys = lacks != QLatin1String("rk");
        dials.hasHmacSecret = lacks != QLatin1String("hmac-secret");
        dials.hasCredProtect = lacks != QLatin1String("credProtect");
        dials.slots = lacks == QLatin1String("full") ? 0 : 100;
        if (lacks == QLatin1String("es256 asked"))
            options.algorithms = { -257 };
        if (lacks == QLatin1String("credProtect"))
            options.credProtect = 3;
        bool wasAsked = false;
        PracticeBench bench(dials, [&] { return wasAsked = true; });
        bench.key.state().pin.preset("271828");
        const auto key = bench.open();
        const auto made = (*key)->makeCredential(options, PracticeBench::secret("271828"), {}, {});
        QCOMPARE(kindOf(made),
                 lacks == QLatin1String("full") ? QStringLiteral("KeyFull") : QStringLiteral("KeyUnsuitable"));
        if (lacks != QLatin1String("full"))
            QVERIFY(lacks.startsWith(made.error().detail));
        QVERIFY(!wasAsked);
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

    void namesAreCutForTheKeyThatRefusesLongOnes()
    {
        PracticeDials dials = PracticeBench::quick();
        dials.refusesLongNames = true;
        Ready ready(dials);
        CreationOptions options = PracticeBench::options();
        options.userName = QStringLiteral("\u20ac").repeated(40);
        options.userDisplayName = QStringLiteral("x").repeated(300);
        QCOMPARE(kindOf(ready.key->makeCredential(options, ready.pin, {}, {})), QStringLiteral("ok"));
        const QCborMap user = ready.bench.key.state().credentials.first().user;
        QCOMPARE(user.value(QLatin1String("name")).toString(), QStringLiteral("\u20ac").repeated(21));
        QCOMPARE(user.value(QLatin1String("displayName")).toString().size(), 64);
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

    void wrongAttestationIsNotUsed_data()
    {
        using A = PracticeDials::Attestation;
        QTest::addColumn<int>("attestation");
        QTest::newRow("signature") << int(A::WrongSignature);
        QTest::newRow("aaguid") << int(A::WrongAaguid);
        QTest::newRow("flags") << int(A::NotVerified);
    }
    void wrongAttestationIsNotUsed()
    {
        QFETCH(int, attestation);
        PracticeDials dials = PracticeBench::quick();
        dials.attestation = PracticeDials::Attestation(attestation);
        Ready ready(dials);
        const auto made = ready.make();
        QCOMPARE(kindOf(made), QStringLiteral("AttestationBad"));
    }

    void aU2fOnlyKeyIsSeenAsSuch()
    {
        PracticeDials dials = PracticeBench::quick();
        dials.isU2fOnly = true;
        PracticeBench bench(dials);
        const auto key = bench.open();
        QCOMPARE(kindOf(key), QStringLiteral("ok"));
        QVERIFY(!(*key)->facts().isFido2);
        QCOMPARE(kindOf((*key)->makeCredential(PracticeBench::options(), PracticeBench::secret("1234"), {}, {})),
                 QStringLiteral("KeyUnsuitable"));
    }

    void serialIsAskedForInEveryWayKeysKnow_data()
    {
        using C = PracticeDials::ConfigAnswer;
        QTest::addColumn<int>("answer");
        QTest::addColumn<quint32>("serial");
        QTest::addColumn<quint16>("vendor");
        QTest::addColumn<QString>("seen");
        QTest::newRow("with page") << int(C::WithPage) << 4711u << quint16(0x1050) << QStringLiteral("4711");
        QTest::newRow("without page") << int(C::WithoutPage) << 4711u << quint16(0x1050) << QStringLiteral("4711");
        QTest::newRow("unknown command") << int(C::Unknown) << 4711u << quint16(0x1050) << QString();
        QTest::newRow("no serial") << int(C::WithPage) << 0u << quint16(0x1050) << QString();
        QTest::newRow("another vendor is not asked") << int(C::WithPage) << 4711u << quint16(0x349e) << QString();
    }
    void serialIsAskedForInEveryWayKeysKnow()
    {
        QFETCH(int, answer);
        QFETCH(quint32, serial);
        QFETCH(quint16, vendor);
        QFETCH(QString, seen);
        PracticeDials dials = PracticeBench::quick();
        dials.configAnswer = PracticeDials::ConfigAnswer(answer);
        dials.serial = serial;
        dials.vendorId = vendor;
        PracticeBench bench(dials);
        const auto key = bench.open();
        QCOMPARE((*key)->facts().serial, seen);
        QVERIFY((*key)->facts().model.startsWith(QLatin1String("YubiKey 5 NFC")));
    }

    void oneKeyServesTwoAccountsAndProvesTheRightOne()
    {
        Ready ready;
        const auto one = ready.make();
        const auto two = ready.key->makeCredential(PracticeBench::options("OF:account-2"), ready.pin, {}, {});
        QVERIFY(one && two);
        QCOMPARE(ready.key->facts().freeSlots, 98);
        const QString rp = QStringLiteral("login.example.com");
        QCOMPARE(kindOf(ready.key->prove(rp, *one, ready.pin, {}, {})), QStringLiteral("ok"));
        QCOMPARE(kindOf(ready.key->prove(rp, *two, ready.pin, {}, {})), QStringLiteral("ok"));
        Attestation forged = *one;
        forged.publicKey = two->publicKey;
        QCOMPARE(kindOf(ready.key->prove(rp, forged, ready.pin, {}, {})), QStringLiteral("AttestationBad"));
        forged.credentialId = "somewhere else";
        QCOMPARE(kindOf(ready.key->prove(rp, forged, ready.pin, {}, {})), QStringLiteral("NotFound"));
        QCOMPARE(kindOf(ready.key->prove(QStringLiteral("elsewhere.example.com"), *one, ready.pin, {}, {})),
                 QStringLiteral("NotFound"));
    }

    void anOldCredentialIsRemovedAndTheOtherStays()
    {
        Ready ready;
        QCOMPARE(kindOf(ready.key->removeCredential("nothing", ready.pin, {})), QStringLiteral("NotFound"));
        const auto one = ready.make();
        const auto two = ready.key->makeCredential(PracticeBench::options("OF:account-2"), ready.pin, {}, {});
        QVERIFY(one && two);
        QCOMPARE(kindOf(ready.key->removeCredential("nothing", ready.pin, {})), QStringLiteral("NotFound"));
        QCOMPARE(kindOf(ready.key->removeCredential(one->credentialId, PracticeBench::secret("999999"), {})),
                 QStringLiteral("PinWrong"));
        QCOMPARE(kindOf(ready.key->removeCredential(one->credentialId, ready.pin, {})), QStringLiteral("ok"));
        const QString rp = QStringLiteral("login.example.com");
        QCOMPARE(kindOf(ready.key->prove(rp, *one, ready.pin, {}, {})), QStringLiteral("NotFound"));
        QCOMPARE(kindOf(ready.key->prove(rp, *two, ready.pin, {}, {})), QStringLiteral("ok"));
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

    void aKeySaysWhichOfOurCredentialsItHoldsWithoutPinAndTouch()
    {
        Ready ready;
        const auto one = ready.make();
        const auto two = ready.key->makeCredential(PracticeBench::options("OF:account-2"), ready.pin, {}, {});
        QVERIFY(one && two);
        PracticeDials never = PracticeBench::quick();
        never.isNeverTouched = true;
        Ready stranger(never);
        const QString rp = QStringLiteral("login.example.com");
        const QList<QByteArray> both{ one->credentialId, two->credentialId };
        const auto held = [&](Ready &of, const QString &where, const QList<QByteArray> &ids) {
            const auto found = of.key->held(where, ids, {});
            return found ? *found : QByteArray("error");
        };
        QCOMPARE(held(ready, rp, { two->credentialId }), two->credentialId);
        QVERIFY(both.contains(held(ready, rp, both)));
        QCOMPARE(held(ready, rp, { "unknown" }), QByteArray());
        QCOMPARE(held(ready, rp, {}), QByteArray());
        QCOMPARE(held(ready, QStringLiteral("elsewhere.example.com"), both), QByteArray());
        QCOMPARE(held(stranger, rp, both), QByteArray());
        QCOMPARE(kindOf(ready.make()), QStringLiteral("ok")); // and is as usable as before
    }

    void touchIsToldWhileTheKeyWaitsAndWhenItIsOver()
    {
        PracticeDials dials = PracticeBench::quick();
        dials.touchAfter = 250ms;
        Ready ready(dials);
        QList<QPair<bool, int>> told;
        const TouchNotice notice = [&](bool wanted, std::chrono::seconds left) {
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

QTEST_GUILESS_MAIN(bg::FidoKeyTest)
#include "FidoKeyTest.moc"
