// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/JournalEvent.h"
#include "app/steps/keys/KeyReplacement.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "app/model/FindingIds.h"
#include "app/steps/keys/KeyPrompt.h"
#include "app/steps/KeySlots.h"
#include "app/engine/Run.h"
#include "fido/FidoKey.h"
#include "fido/FidoKeyRing.h"
#include "fido/practice/PracticeSource.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QTest>

using namespace bg;
using Ending = KeyReplacement::Ending;

namespace {

// A key that outlives the ring it lies on.
class LentSource final : public KeySource {
public:
    explicit LentSource(std::shared_ptr<PracticeSource> key) : m_key(std::move(key)) { }
    ~LentSource() override { m_key->takeOut(); }
    void insert() override { m_key->insert(); }
    void takeOut() override { m_key->takeOut(); }
    SeenKey seen() const override { return m_key->seen(); }
    Result<std::unique_ptr<HidPort>> connect() override { return m_key->connect(); }

private:
    std::shared_ptr<PracticeSource> m_key;
};

using Keys = std::vector<std::shared_ptr<PracticeSource>>;

std::unique_ptr<KeyRing> ringOf(const Keys &keys)
{
    FidoKeyRing::Places places;
    for (const auto &key : keys)
        places.push_back(std::make_unique<LentSource>(key));
    return std::make_unique<FidoKeyRing>(std::move(places));
}

} // namespace

// One key makes room for another, with every way to break off between: the account never has fewer usable keys than it
// began with, and the next try finishes what was begun.
class KeyReplacementTest : public QObject {
    Q_OBJECT

private:
    // A tenant that was set up with four keys, the record of that, and the PINs that are on paper.
    struct Set {
        Set() : bench(small())
        {
            for (int i = 0; i < 4; ++i)
                setUp.push_back(fresh());
            bench.useKeys(ringOf(setUp));
            bench.human.onSealPin = [this](const PinSheet &sheet) {
                pins[sheet.key.serial.toUInt()] = sheet.pin->reveal().toByteArray();
            };
            bench.human.onPin
                = [this](const PinQuestion &question) { return pins.value(question.key.serial.toUInt()); };
            facts = bench.preflight();
            record = bench.engine().run(Mode::Provision, desired, facts, bench.observer, {});
        }
        static PracticeScenario small()
        {
            PracticeScenario scenario = FlowBench::quick();
            scenario.policies = 1;
            return scenario;
        }
        std::shared_ptr<PracticeSource> fresh()
        {
            PracticeDials dials;
            dials.serial = nextSerial++;
            dials.touchAfter = std::chrono::milliseconds(0);
            all.push_back(std::make_shared<PracticeSource>(dials, PracticeTouch()));
            return all.back();
        }
        std::shared_ptr<PracticeSource> holder(const QString &credentialId) const
        {
            for (const auto &key : all)
                for (const PracticeCredential &held : key->key().state().credentials)
                    if (encodeBase64Url(held.id) == credentialId)
                        return key;
            return nullptr;
        }
        // For each method of the account, what its id may mean.
        QList<QStringList> registered(int account)
        {
            QList<QStringList> methods;
            const QJsonObject passkeys = bench.tenant.snapshot()[QStringLiteral("passkeys")].toObject();
            for (const QJsonValue &one : passkeys[record.accounts[account].objectId.value].toArray()) {
                QStringList readings;
                for (const QByteArray &id : decodeCredentialId(one[QStringLiteral("id")].toString()))
                    readings.append(encodeBase64Url(id));
                methods.append(readings);
            }
            return methods;
        }
        bool isRegistered(const QString &credentialId)
        {
            const auto methods = registered(0);
            return std::any_of(methods.begin(), methods.end(),
                               [&](const QStringList &readings) { return readings.contains(credentialId); });
        }
        // The key itself is asked whether it takes the PIN that is on paper.
        bool isPinOnPaper(PracticeSource &source) const
        {
            source.insert();
            auto port = source.connect();
            bool isRight = false;
            if (auto key = FidoKey::open(source.seen(), std::move(*port), {})) {
                QByteArray pin = pins.value((*key)->facts().serial.toUInt());
                pin.detach();
                const auto asked = (*key)->removeCredential("no such credential", Secret::taking(pin), {});
                isRight = !asked && asked.error().kind == Error::Kind::NotFound;
            }
            source.takeOut();
            return isRight;
        }
        // Registered, in a key, and its PIN is on paper.
        int usable(int account)
        {
            int count = 0;
            for (const QStringList &readings : registered(account))
                for (const QString &id : readings)
                    if (const auto key = holder(id))
                        count += isPinOnPaper(*key) ? 1 : 0;
            return count;
        }

        quint32 nextSerial = 100;
        Keys all, setUp;
        QMap<quint32, QByteArray> pins;
        FlowBench bench;
        DesiredState desired = FlowBench::wish();
        TenantFacts facts;
        RunRecord record;
    };

    // One process: everything in memory is its own, only the state folder was there before.
    struct Process {
        Process(Set &all, const Keys &keys, bool remembers = true)
            : set(all), ring(ringOf(keys)), pacing(all.bench.clock),
              graph(all.bench.cloud(), all.bench.tokens(), all.bench.clock, pacing, counter),
              arm(all.bench.cloud(), all.bench.tokens(), all.bench.clock),
              prompt(*ring, all.bench.human, all.bench.clock),
              store(all.bench.state.path() + QStringLiteral("/state"), all.record.tenantId),
              history(remembers ? History::of(store.runs()) : History())
        {
            const auto stored = store.begin(QStringLiteral("R%1").arg(store.runs().size()), all.bench.clock.utcNow());
            journal = std::move(*Journal::open(stored->journalFile(), all.bench.clock));
            RunStarted begun;
            begun.runId = stored->runId;
            (void)journal->write(begun);
            all.bench.clock.advance(std::chrono::seconds(2)); // folders are in the order of their names
            QList<AccountState> accounts = wantedAccounts(all.desired, all.facts);
            for (int i = 0; i < accounts.size(); ++i) {
                accounts[i].id = all.record.accounts[i].objectId;
                accounts[i].keys = all.record.accounts[i].keys;
            }
            runState.begin(accounts);
            runState.setGroup(ObjectId(all.record.groupId), all.record.groupName, all.record.groupMembers);
        }
        StepContext context()
        {
            return { graph,           arm,  set.desired,     set.facts, history, runState, journal.get(),
                     set.bench.human, prompt, set.bench.clock, sheetHeader };
        }
        KeySlot slot() const { return keySlots(set.desired).first(); }
        Result<Ending> replace(std::stop_token stop = {})
        {
            return KeyReplacement(context(), slot(), set.record.accounts[0].keys[0]).run(stop);
        }
        bool hasFinding(QLatin1String id) const
        {
            const QList<Finding> findings = runState.findings();
            return std::any_of(findings.begin(), findings.end(), [&](const Finding &one) { return one.id == id; });
        }

        Set &set;
        std::unique_ptr<KeyRing> ring;
        RequestCounter counter;
        RequestPacing pacing;
        GraphClient graph;
        ArmClient arm;
        KeyPrompt prompt;
        RunStore store;
        History history;
        RunState runState;
        SheetHeader sheetHeader;
        std::unique_ptr<Journal> journal;
    };

    static bool isReady(const Set &set) { return set.record.outcome == QLatin1String("done"); }

private Q_SLOTS:
    void theNewKeyIsProvenBeforeTheOldOneGoes()
    {
        Set set;
        QVERIFY(isReady(set));
        const RecordedKey old = set.record.accounts[0].keys[0];
        const auto oldKey = set.holder(old.credentialId);
        QVERIFY(oldKey);
        int deletions = 0, usableThen = 0;
        set.bench.tenant.setObserver([&](const Exchange &exchange) {
            if (exchange.operation.endsWith(QLatin1String("fido2Methods.delete")))
                ++deletions;
        });
        set.bench.human.onConfirm = [&](const QString &question) {
            if (question == question::OldKeyAtHand)
                usableThen = int(set.registered(0).size());
            return Answer::Yes;
        };
        // The key of the second place comes by on the way: it is left alone.
        Process process(set, { set.fresh(), set.setUp[1], oldKey });
        KeyReplacement replacement(process.context(), process.slot(), old);
        const auto ending = replacement.run({});
        QVERIFY2(ending, ending ? "" : qPrintable(name(ending.error().kind) + ending.error().detail));
        QCOMPARE(*ending, Ending::Replaced);
        QCOMPARE(deletions, 1);
        QCOMPARE(usableThen, 2);
        QCOMPARE(set.registered(0).size(), 2);
        QVERIFY(!set.isRegistered(old.credentialId));
        QVERIFY(set.isRegistered(replacement.fresh()->credentialId));
        QCOMPARE(set.usable(0), 2);
        QVERIFY(!set.holder(old.credentialId)); // off the key as well
        QCOMPARE(set.setUp[1]->key().state().credentials.size(), 1);
        QCOMPARE(set.bench.human.asked(QStringLiteral("trouble")), QStringList());
        QVERIFY(!process.hasFinding(finding::KeyStillHolds));
        QVERIFY(History::of(process.store.runs()).unfinishedReplacements(set.record.accounts[0].objectId).isEmpty());
    }

    void brokenOffAnywhereItIsFinishedLater_data()
    {
        QTest::addColumn<bool>("losesTheAnswer");
        QTest::newRow("stopped") << false;
        QTest::newRow("stopped, and the answer under way is lost") << true;
    }
    void brokenOffAnywhereItIsFinishedLater()
    {
        QFETCH(bool, losesTheAnswer);
        Set set;
        QVERIFY(isReady(set));
        const ObjectId user = set.record.accounts[0].objectId;
        bool wasReached = true;
        int moment = 0;
        for (; wasReached; ++moment) {
            const auto oldKey = set.holder(set.record.accounts[0].keys[0].credentialId);
            QVERIFY(oldKey);
            std::atomic<int> left{ moment };
            std::stop_source stop;
            const auto count = [&] {
                const bool isIt = left-- == 0;
                if (isIt)
                    stop.request_stop();
                return isIt;
            };
            set.bench.tenant.setFaults([&](int, const QByteArray &, const QString &path) {
                const bool isGraph = path.startsWith(QLatin1String("/users"));
                return isGraph && count() && losesTheAnswer ? Fault::DropAfter : Fault::None;
            });
            set.bench.human.onShow = [&](const KeyProgress &) { count(); };
            set.bench.human.onConfirm = [&](const QString &) {
                count();
                return Answer::Yes;
            };
            Process first(set, { set.fresh(), oldKey });
            const auto broken = first.replace(stop.get_token());
            wasReached = left < 0;
            set.bench.tenant.setFaults({});
            set.bench.human.onShow = {};
            set.bench.human.onConfirm = {};
            QVERIFY(!wasReached || broken || broken.error().isCancelled());
            QVERIFY2(set.usable(0) >= 2, qPrintable(QString::number(moment)));

            if (!broken) {
                Process second(set, { set.fresh(), oldKey });
                QCOMPARE(second.history.unfinishedReplacements(user).size(), 1);
                const auto ending = second.replace();
                QVERIFY2(ending, ending ? "" : qPrintable(name(ending.error().kind) + ending.error().detail));
                QCOMPARE(*ending, Ending::Replaced);
            }
            QCOMPARE(set.bench.human.asked(QStringLiteral("trouble")), QStringList());
            QCOMPARE(set.registered(0).size(), 2);
            QCOMPARE(set.usable(0), 2);
            QVERIFY(oldKey->key().state().credentials.isEmpty());
            const History after = History::of(first.store.runs());
            QVERIFY(after.unfinishedReplacements(user).isEmpty());
            for (const History::Key &known : after.keys) // the next turn's old key
                if (known.key.label == first.slot().label && set.isRegistered(known.key.credentialId))
                    set.record.accounts[0].keys[0] = known.key;
        }
        QVERIFY2(moment > 12, qPrintable(QString::number(moment)));
    }

    void theLastKnownKeyIsNotRemoved()
    {
        Set set;
        QVERIFY(isReady(set));
        // On another computer: nothing is known of the keys, whatever the tenant lists.
        Process process(set, { set.fresh() }, false);
        const auto ending = KeyRetirement(process.context(), process.slot(), set.record.accounts[0].keys[0]).run({});
        QVERIFY(ending);
        QCOMPARE(*ending, KeyRetirement::Ending::Refused);
        QVERIFY(process.hasFinding(finding::KeyNotRetired));
        QCOMPARE(set.registered(0).size(), 2);
        QCOMPARE(set.bench.human.asked(QStringLiteral("confirm")), QStringList());
    }

    void aKnownKeyThatIsNotRegisteredAnyMoreDoesNotCount()
    {
        Set set;
        QVERIFY(isReady(set));
        Process process(set, { set.fresh() });
        const ObjectId user = set.record.accounts[0].objectId;
        QVERIFY(AuthenticationMethods(process.graph).removePasskey(user, set.record.accounts[0].keys[1].methodId, {}));
        const auto ending = KeyRetirement(process.context(), process.slot(), set.record.accounts[0].keys[0]).run({});
        QVERIFY(ending);
        QCOMPARE(*ending, KeyRetirement::Ending::Refused);
        QCOMPARE(set.registered(0).size(), 1);
    }

    void anOldKeyThatIsNotAtHandIsNoted_data()
    {
        QTest::addColumn<bool>("saysNo");
        QTest::newRow("the person says so") << true;
        QTest::newRow("no key that comes is it") << false;
    }
    void anOldKeyThatIsNotAtHandIsNoted()
    {
        QFETCH(bool, saysNo);
        Set set;
        QVERIFY(isReady(set));
        set.bench.human.onConfirm = [&](const QString &question) {
            return saysNo && question == question::OldKeyAtHand ? Answer::No : Answer::Yes;
        };
        Process process(set, { set.fresh(), set.setUp[1] });
        const auto ending = process.replace();
        QVERIFY(ending);
        QCOMPARE(*ending, Ending::OldKeyStillHolds);
        QVERIFY(process.hasFinding(finding::KeyStillHolds));
        QVERIFY(!set.isRegistered(set.record.accounts[0].keys[0].credentialId));
        QVERIFY(set.holder(set.record.accounts[0].keys[0].credentialId));
        QCOMPARE(set.usable(0), 2);
    }

    void aWrongPinOfTheOldKeyIsAskedAgainAndNotTriedTwice()
    {
        Set set;
        QVERIFY(isReady(set));
        const RecordedKey old = set.record.accounts[0].keys[0];
        QList<int> retries;
        set.bench.human.onPin = [&](const PinQuestion &question) {
            retries.append(question.retriesLeft);
            return retries.size() == 1 ? QByteArray("000001") : set.pins.value(question.key.serial.toUInt());
        };
        Process process(set, { set.fresh(), set.holder(old.credentialId) });
        const auto ending = process.replace();
        QVERIFY(ending);
        QCOMPARE(*ending, Ending::Replaced);
        QCOMPARE(retries, (QList<int>{ 8, 7 }));
        QVERIFY(!set.holder(old.credentialId));
    }
};

BG_TEST(QCoreApplication, KeyReplacementTest)
#include "KeyReplacementTest.moc"
