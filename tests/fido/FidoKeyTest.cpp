// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/VendorChannel.h"
#include "tests/fido/ReadyKey.h"
#include "tests/support/TestProgram.h"

#include <QTest>

namespace bg {

using namespace std::chrono_literals;

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
};

} // namespace bg

BG_TEST(QCoreApplication, bg::FidoKeyTest)
#include "FidoKeyTest.moc"
