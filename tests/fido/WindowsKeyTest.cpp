// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/windows/WindowsKey.h"
#include "fido/KeyModels.h"
#include "fido/windows/AnsweredExtensions.h"
#include "fido/windows/WindowsError.h"
#include "fido/windows/WindowsKeyRing.h"
#include "tests/fido/PracticeBench.h"
#include "tests/fido/PracticeDialogs.h"
#include "tests/support/TestProgram.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <thread>

using namespace bg;
using namespace std::chrono_literals;

// Keys that only Windows talks to, in its own dialogs: what we ask of Windows, and what we believe of its answer.
class WindowsKeyTest : public QObject {
    Q_OBJECT

private:
    struct Bench {
        explicit Bench(PracticeDials dials = PracticeBench::quick()) : key(std::move(dials)), dialogs({ &key })
        {
            key.presetPin("271828");
            key.insert();
        }
        Result<Attestation> make(const CreationOptions &options = PracticeBench::options(), std::stop_token stop = {})
        {
            return windowsKey.makeCredential(options, {}, noTouch(), stop);
        }
        Result<void> prove(const Attestation &made, std::stop_token stop = {})
        {
            return windowsKey.prove(PracticeBench::options().rpId, made, {}, noTouch(), stop);
        }
        UserPresenceCallback noTouch()
        {
            return [this](bool isWanted, std::chrono::seconds left) {
                QCOMPARE(left.count(), 0); // Windows does not tell
                told.append({ isWanted, int(dialogs.clientData.size()) });
            };
        }

        PracticeKey key;
        PracticeDialogs dialogs;
        WindowsKey windowsKey{ dialogs, QStringLiteral("windows:1") };
        QList<std::pair<bool, int>> told; // a dialog is about to stand, or is gone; and how many there were until then
    };
    static Error::Kind kindOf(const Result<Attestation> &made)
    {
        return made ? Error::Kind::Internal : made.error().kind;
    }

private Q_SLOTS:
    void whatADialogMadeIsVerifiedHereAndProven()
    {
        Bench bench;
        QVERIFY(bench.windowsKey.facts().asksByItself);
        QCOMPARE(bench.windowsKey.facts().aaguid, QString());
        const auto made = bench.make();
        QVERIFY(made);
        QCOMPARE(made->credentialId.size() > 15, true);
        QCOMPARE(made->publicKey.size(), 64);
        QVERIFY(made->attestationObject.startsWith("\xa3\x63"
                                                   "fmt\x66packed"));
        QCOMPARE(bench.windowsKey.facts().aaguid, aaguidText(made->aaguid));
        QVERIFY(bench.prove(*made));
        QCOMPARE(bench.told, (QList<std::pair<bool, int>>{ { true, 0 }, { false, 1 }, { true, 1 }, { false, 2 } }));
    }

    void theModelIsKnownOnceTheKeyMadeSomething()
    {
        Bench bench;
        QVERIFY(!bench.windowsKey.facts().isKnownModel);
        QVERIFY(bench.make());
        QVERIFY(bench.windowsKey.facts().isKnownModel);
        QVERIFY(bench.windowsKey.facts().model.startsWith(QLatin1String("YubiKey 5")));
    }

    void theClientDataIsJsonAndTheOneThatIsSentOn()
    {
        Bench bench;
        const auto made = bench.make();
        QVERIFY(made);
        QCOMPARE(bench.dialogs.clientData.front(), made->clientDataJson);
        const QJsonObject json = QJsonDocument::fromJson(made->clientDataJson).object();
        QCOMPARE(json[QStringLiteral("type")].toString(), QStringLiteral("webauthn.create"));
        QCOMPARE(json[QStringLiteral("challenge")].toString(), PracticeBench::options().challenge);
        QCOMPARE(json[QStringLiteral("origin")].toString(), QStringLiteral("https://login.example.com"));
        QVERIFY(bench.prove(*made));
        const QJsonObject proof = QJsonDocument::fromJson(bench.dialogs.clientData.back()).object();
        QCOMPARE(proof[QStringLiteral("type")].toString(), QStringLiteral("webauthn.get"));
        QVERIFY(proof[QStringLiteral("challenge")] != json[QStringLiteral("challenge")]);
    }

    void windowsIsAskedForWhatTheTenantAsks()
    {
        Bench bench;
        CreationOptions options = PracticeBench::options();
        options.userName = QString(40, QChar(0x00e4)); // 80 bytes
        options.excludeCredentials = { "one", "two" };
        options.credProtect = 2;
        QVERIFY(bench.make(options));
        const CreationOptions &asked = bench.dialogs.options.front();
        QCOMPARE(asked.algorithms, QList<int>{ -7 }); // ours can prove nothing else
        QCOMPARE(asked.userName.toUtf8().size(), 64);
        QCOMPARE(asked.excludeCredentials, options.excludeCredentials);
        QCOMPARE(asked.credProtect, 2);
        QVERIFY(asked.hmacSecret && asked.requireResidentKey && asked.requireUserVerification);
        QCOMPARE(asked.attestation, QStringLiteral("direct"));
        QCOMPARE(asked.userId, options.userId);
    }

    void aKeyThatHoldsOneForThisAccountIsToldApart()
    {
        Bench bench;
        const auto first = bench.make();
        QVERIFY(first);
        CreationOptions again = PracticeBench::options();
        again.excludeCredentials = { first->credentialId };
        QCOMPARE(kindOf(bench.make(again)), Error::Kind::KeyAlreadyEnrolled);
    }

    void noPinGoesThroughUsAndNothingIsSetThere()
    {
        Bench bench;
        const Secret pin = PracticeBench::secret("271828");
        QCOMPARE(bench.windowsKey.setPin(pin, {}).error().kind, Error::Kind::KeyUnsuitable);
        QCOMPARE(bench.windowsKey.changePin(pin, pin, {}).error().kind, Error::Kind::KeyUnsuitable);
        QCOMPARE(bench.windowsKey.removeCredential("one", pin, {}).error().kind, Error::Kind::KeyUnsuitable);
        QCOMPARE(bench.windowsKey.setAlwaysUv(true, pin, {}).error().kind, Error::Kind::KeyUnsuitable);
        QCOMPARE(bench.windowsKey.setMinimumPinLength(8, pin, {}).error().kind, Error::Kind::KeyUnsuitable);
        QVERIFY(!bench.windowsKey.facts().canConfigure);
    }

    void thisComputerAndAPhoneAreNoKeys_data()
    {
        QTest::addColumn<QByteArray>("aaguid");
        QTest::addColumn<quint32>("transport");
        const QByteArray yubiKey = PracticeDials().aaguid;
        QTest::newRow("Windows Hello") << QByteArray::fromHex("08987058cadc4b81b6e130de50dcbe96") << 0U;
        QTest::newRow("Windows Hello, VBS") << QByteArray::fromHex("9ddd1817af5a4672a2b93e3dd95000a9") << 1U;
        QTest::newRow("Windows Hello, software") << QByteArray::fromHex("6028b017b1d44c02b4b3afcdafc96bb2") << 1U;
        QTest::newRow("built in") << yubiKey << 0x10U;
        QTest::newRow("a phone") << yubiKey << 0x20U;
    }
    void thisComputerAndAPhoneAreNoKeys()
    {
        QFETCH(QByteArray, aaguid);
        QFETCH(quint32, transport);
        PracticeDials dials = PracticeBench::quick();
        dials.aaguid = aaguid;
        Bench bench(dials);
        bench.dialogs.usedTransport = transport;
        const auto made = bench.make();
        QCOMPARE(kindOf(made), Error::Kind::KeyUnsuitable);
        QCOMPARE(made.error().detail, QStringLiteral("roaming"));
    }

    void extensionsThatWindowsLeavesOutAreNotMissed()
    {
        Bench bench;
        bench.dialogs.passesExtensionsOn = false;
        QVERIFY(bench.make());
    }

    void aStopClosesTheDialogWithinATenthOfASecond_data()
    {
        QTest::addColumn<bool>("isProof");
        QTest::addColumn<int>("lost");
        QTest::newRow("credential") << false << 0;
        QTest::newRow("proof") << true << 0;
        QTest::newRow("before the dialog stands") << false << 1;
    }
    void aStopClosesTheDialogWithinATenthOfASecond()
    {
        QFETCH(bool, isProof);
        QFETCH(int, lost);
        Bench bench;
        const auto made = bench.make();
        QVERIFY(made);
        bench.dialogs.isLeftStanding = true;
        bench.dialogs.lostCancels = lost;
        std::stop_source source;
        QElapsedTimer sinceStop;
        std::thread person([&] {
            while (bench.dialogs.tenantStatus == 0)
                std::this_thread::yield();
            sinceStop.start();
            source.request_stop();
        });
        const Error::Kind kind = isProof ? bench.prove(*made, source.get_token()).error().kind
                                         : kindOf(bench.make(PracticeBench::options(), source.get_token()));
        const qint64 took = sinceStop.elapsed();
        person.join();
        QCOMPARE(kind, Error::Kind::Cancelled);
        QVERIFY2(took < 100, qPrintable(QString::number(took)));
        QCOMPARE(bench.dialogs.cancelsOfOtherCalls, 0);
        // The next dialog stands by itself.
        bench.dialogs.isLeftStanding = false;
        QVERIFY(bench.make());
    }

    void aRunThatWasStoppedOpensNoDialog()
    {
        Bench bench;
        std::stop_source source;
        source.request_stop();
        QCOMPARE(kindOf(bench.make(PracticeBench::options(), source.get_token())), Error::Kind::Cancelled);
        QVERIFY(bench.dialogs.options.empty());
    }

    void everyCodeOfWindowsHasItsKind_data()
    {
        using Kind = Error::Kind;
        QTest::addColumn<quint32>("code");
        QTest::addColumn<Kind>("making");
        QTest::addColumn<Kind>("proving");
        const auto row = [](const char *name, quint32 code, Kind making, std::optional<Kind> proving = {}) {
            QTest::newRow(name) << code << making << proving.value_or(making);
        };
        row("NTE_EXISTS", 0x8009000F, Kind::KeyAlreadyEnrolled);
        row("NTE_NOT_FOUND", 0x80090011, Kind::NoKey, Kind::NotFound);
        row("NTE_TOKEN_KEYSET_STORAGE_FULL", 0x80090023, Kind::KeyFull);
        row("NTE_INVALID_PARAMETER", 0x80090027, Kind::KeyUnsuitable);
        row("NTE_NOT_SUPPORTED", 0x80090029, Kind::KeyUnsuitable);
        row("NTE_DEVICE_NOT_FOUND", 0x80090035, Kind::NoKey);
        row("NTE_USER_CANCELLED", 0x80090036, Kind::KeyNotTouched);
        row("ERROR_NOT_SUPPORTED", 0x80070032, Kind::KeyUnsuitable);
        row("ERROR_CANCELLED", 0x800704C7, Kind::KeyNotTouched);
        row("ERROR_TIMEOUT", 0x800705B4, Kind::KeyNotTouched);
        row("E_FAIL", 0x80004005, Kind::Malformed);
    }
    void everyCodeOfWindowsHasItsKind()
    {
        QFETCH(quint32, code);
        QFETCH(Error::Kind, making);
        QFETCH(Error::Kind, proving);
        Bench bench;
        const auto first = bench.make();
        QVERIFY(first);
        bench.dialogs.code = code;
        const auto made = bench.make();
        QCOMPARE(kindOf(made), making);
        QCOMPARE(made.error().serviceCode, QStringLiteral("0x%1").arg(code, 8, 16, QLatin1Char('0')));
        QCOMPARE(bench.prove(*first).error().kind, proving);
    }

    void anAnswerThatWasSpoiledIsNotTaken()
    {
        Bench bench;
        const auto good = bench.make();
        QVERIFY(good);
        const QList<std::function<void(WindowsCredential &)>> spoils{
            [](WindowsCredential &made) { made.authenticatorData[40] = char(made.authenticatorData[40] ^ 1); },
            [](WindowsCredential &made) { made.authenticatorData[32] = char(made.authenticatorData[32] & ~4); },
            [](WindowsCredential &made) { made.attestation.back() = char(made.attestation.back() ^ 1); },
            [](WindowsCredential &made) { made.attestation.clear(); },
            [](WindowsCredential &made) { made.format = "tpm"; },
            [](WindowsCredential &made) { made.authenticatorData.clear(); },
        };
        for (const auto &spoil : spoils) {
            bench.dialogs.spoilCredential = spoil;
            QCOMPARE(kindOf(bench.make()), Error::Kind::AttestationBad);
        }
        bench.dialogs.spoilCredential = {};
        const auto made = bench.make();
        QVERIFY(made);
        bench.dialogs.spoilAssertion = [](WindowsAssertion &found) { found.signature.back() ^= 1; };
        QVERIFY(!bench.prove(*made));
        bench.dialogs.spoilAssertion = [&](WindowsAssertion &found) { found.credentialId = "another"; };
        QCOMPARE(bench.prove(*made).error().kind, Error::Kind::NotFound);
        bench.dialogs.spoilAssertion = {};
        QVERIFY(bench.prove(*made));
    }

    void cutAuthenticatorDataIsToldApart()
    {
        Bench bench;
        QByteArray whole;
        bench.dialogs.spoilCredential = [&](WindowsCredential &made) { whole = made.authenticatorData; };
        QVERIFY(bench.make());
        const auto extensions = AnsweredExtensions::of(whole);
        QVERIFY(extensions);
        QVERIFY(extensions->hmacSecret);
        QCOMPARE(extensions->credProtect, 1);
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY2(!AnsweredExtensions::of(whole.left(size)), qPrintable(QString::number(size)));
        QVERIFY(!AnsweredExtensions::of(whole + "x"));
    }

    void theRingShowsOneKeyAndAnotherOneAtEachTurn()
    {
        Bench bench;
        WindowsKeyRing ring(std::make_unique<PracticeDialogs>(std::vector{ &bench.key }));
        const QList<SeenKey> before = ring.seen();
        QCOMPARE(before.size(), 1);
        QVERIFY(before.first().isPermitted);
        QCOMPARE(ring.seen(), before);
        QVERIFY(!ring.insertsByItself());
        ring.insertNext();
        QVERIFY(ring.seen() != before);
        const auto key = ring.open(ring.seen().first(), {});
        QVERIFY(key);
        QVERIFY((*key)->makeCredential(PracticeBench::options(), {}, {}, {}));
    }
};

BG_TEST(QCoreApplication, WindowsKeyTest)
#include "WindowsKeyTest.moc"
