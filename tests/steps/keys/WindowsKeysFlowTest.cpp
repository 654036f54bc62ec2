// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/windows/WindowsKeyRing.h"
#include "tests/fido/PracticeDialogs.h"
#include "tests/steps/keys/KeysInHand.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <map>
#include <set>

using namespace bg;

// Whole runs with keys that only Windows talks to, in dialogs of its own.
class WindowsKeysFlowTest : public QObject, private KeysInHand {
    Q_OBJECT

private:
    // Practice keys with a PIN that only their owner and Windows know.
    class Drawer {
    public:
        explicit Drawer(int count)
        {
            for (int i = 0; i < count; ++i) {
                PracticeDials dials;
                dials.serial = quint32(100 + i);
                dials.touchAfter = std::chrono::milliseconds(0);
                dials.attestation = PracticeDials::Attestation::Certificate;
                m_keys.push_back(std::make_unique<PracticeKey>(dials));
                m_keys.back()->presetPin("271828");
                m_keys.back()->insert();
            }
        }
        // Owned by the bench's ring.
        PracticeDialogs *use(FlowBench &bench)
        {
            std::vector<PracticeKey *> inTurn;
            for (const auto &key : m_keys)
                inTurn.push_back(key.get());
            auto dialogs = std::make_unique<PracticeDialogs>(inTurn);
            PracticeDialogs *shown = dialogs.get();
            bench.useKeys(std::make_unique<WindowsKeyRing>(std::move(dialogs)));
            return shown;
        }

    private:
        std::vector<std::unique_ptr<PracticeKey>> m_keys;
    };
    static PracticeScenario small()
    {
        PracticeScenario scenario = KeysInHand::small();
        scenario.attestationEnforced = true;
        return scenario;
    }

private Q_SLOTS:
    void keysAreEnrolledAndProvenWithoutAPinAndWithoutItsSheet()
    {
        Drawer drawer(4);
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const PracticeDialogs *dialogs = drawer.use(bench);
        std::set<KeyProgress::Phase> phases;
        std::map<KeyProgress::Phase, int> dialogsShown;
        bench.human.onShow = [&](const KeyProgress &moment) {
            phases.insert(moment.phase);
            if (moment.key && moment.key->asksByItself)
                ++dialogsShown[moment.phase];
        };
        const RunRecord record = bench.run();
        QCOMPARE(bench.human.asked(QStringLiteral("trouble")), QStringList());
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(bench.human.asked(QStringLiteral("pin")), QStringList());
        QCOMPARE(bench.human.asked(QStringLiteral("sealPin")), QStringList());
        QCOMPARE(bench.human.asked(QStringLiteral("confirm")), QStringList());
        QVERIFY(std::none_of(record.sheets.begin(), record.sheets.end(),
                             [](const RecordedSheet &sheet) { return sheet.kind == QLatin1String("pin"); }));
        // Windows says when a key is to come and when to touch it, and we say so; we never wait for one to go.
        QCOMPARE(phases,
                 (std::set{ KeyProgress::Phase::Working, KeyProgress::Phase::Touch, KeyProgress::Phase::TouchToProve,
                            KeyProgress::Phase::Done }));
        QCOMPARE(dialogsShown[KeyProgress::Phase::Touch], 4);
        QCOMPARE(dialogsShown[KeyProgress::Phase::TouchToProve], 4);
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 2 }));
        QCOMPARE(dialogs->options.size(), std::size_t(4));
        QCOMPARE(dialogs->clientData.size(), std::size_t(8)); // each is proven
        // The second of an account is asked for with the first excluded.
        QVERIFY(dialogs->options[1].excludeCredentials.size() > dialogs->options[0].excludeCredentials.size());
        for (const RecordedAccount &account : record.accounts)
            for (const RecordedKey &key : account.keys) {
                QVERIFY2(key.model.startsWith(QLatin1String("YubiKey 5")), qPrintable(key.model));
                QVERIFY(!key.aaguid.isEmpty());
                QCOMPARE(key.serial, QString()); // Windows does not tell
            }
    }

    void aPasskeyOfThisComputerIsNotRegistered()
    {
        Drawer drawer(5);
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        PracticeDialogs *dialogs = drawer.use(bench);
        dialogs->usedTransport = 0x10;
        bench.human.onTrouble = [&](const Error &, const QString &) {
            dialogs->usedTransport = 1;
            return AfterTrouble::OtherKey;
        };
        const RunRecord record = bench.run();
        const QStringList troubles = bench.human.asked(QStringLiteral("trouble"));
        QCOMPARE(troubles.size(), 1);
        QVERIFY2(troubles.first().contains(QLatin1String("KeyUnsuitable roaming")), qPrintable(troubles.first()));
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 2 }));
    }

    void aDialogThatThePersonClosedIsShownAgain()
    {
        Drawer drawer(4);
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        PracticeDialogs *dialogs = drawer.use(bench);
        dialogs->code = 0x80090036; // NTE_USER_CANCELLED
        bench.human.onTrouble = [&](const Error &, const QString &) {
            dialogs->code = 0;
            return AfterTrouble::TryAgain;
        };
        const RunRecord record = bench.run();
        const QStringList troubles = bench.human.asked(QStringLiteral("trouble"));
        QCOMPARE(troubles.size(), 1);
        QVERIFY2(troubles.first().contains(QLatin1String("KeyNotTouched")), qPrintable(troubles.first()));
        QCOMPARE(record.outcome, QStringLiteral("done"));
        QCOMPARE(passkeys(bench, record), (QList<int>{ 2, 2 }));
    }
};

BG_TEST(QCoreApplication, WindowsKeysFlowTest)
#include "WindowsKeysFlowTest.moc"
