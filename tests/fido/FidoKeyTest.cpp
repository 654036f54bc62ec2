// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fido/PracticeBench.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

namespace bg {

using namespace std::chrono_literals;
using Kind = Error::Kind;

namespace {

template <typename T>
QString kindOf(const Result<T> &result)
{
    return result ? QStringLiteral("ok") : name(result.error().kind);
}

} // namespace

// Real libfido2 on one side, the practice key on the other; each row is what was measured of keys that others made.
class FidoKeyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
        QCOMPARE(facts.transports, (QStringList{QStringLiteral("usb"), QStringLiteral("nfc")}));
    }

    void pinIsSetCredentialMadeAndProven_data()
    {
        QTest::addColumn<QList<int>>("protocols");
        QTest::addColumn<bool>("isCtap20");
        QTest::addColumn<int>("attestation");
        using A = PracticeDials::Attestation;
        QTest::newRow("protocol two, self") << QList<int>{2, 1} << false << int(A::Self);
        QTest::newRow("protocol two only, certificate") << QList<int>{2} << false << int(A::Certificate);
        QTest::newRow("protocol one, self") << QList<int>{1} << false << int(A::Self);
        QTest::newRow("CTAP 2.0, certificate") << QList<int>{1} << true << int(A::Certificate);
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
};

} // namespace bg

QTEST_GUILESS_MAIN(bg::FidoKeyTest)
#include "FidoKeyTest.moc"
