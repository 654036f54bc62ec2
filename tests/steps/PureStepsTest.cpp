// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/GeneratedPin.h"
#include "app/steps/keys/KeyEnrolment.h"
#include "app/steps/KeySlots.h"
#include "app/steps/paper/Paper.h"
#include "app/steps/policies/PolicyDifference.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bg;

// What the steps decide without asking anybody.
class PureStepsTest : public QObject {
    Q_OBJECT

private:
    const ObjectId m_ours{ QStringLiteral("AAAAAAAA-0000-4000-8000-000000000001") };

    static QJsonObject json(const char *text) { return QJsonDocument::fromJson(text).object(); }

private Q_SLOTS:
    void ourExclusionAndTheDateAreNoDifference()
    {
        const QJsonObject before = json(R"({"id":"p","modifiedDateTime":null,"state":"enabled",
            "conditions":{"users":{"includeUsers":["All"],"excludeGroups":["g1"]}}})");
        const QJsonObject after = json(R"({"id":"p","modifiedDateTime":"2026-11-20T12:00:00Z","state":"enabled",
            "conditions":{"users":{"includeUsers":["All"],"excludeGroups":["aaaaaaaa-0000-4000-8000-000000000001","g1"]}}})");
        QCOMPARE(differencesBeside(before, after, m_ours), QStringList());
    }
    void anEmptyListAndNullAreTheSameForExcludedGroups()
    {
        const QJsonObject before = json(R"({"conditions":{"users":{"excludeGroups":null}}})");
        const QJsonObject after
            = json(R"({"conditions":{"users":{"excludeGroups":["aaaaaaaa-0000-4000-8000-000000000001"]}}})");
        QCOMPARE(differencesBeside(before, after, m_ours), QStringList());
    }
    void everyOtherChangeIsShownWithOldAndNewValue_data()
    {
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("expected");
        QTest::newRow("state") << QByteArray(
            R"({"state":"disabled","conditions":{"users":{"includeUsers":["All"],"excludeGroups":["g1"]}}})")
                               << "state: \"enabled\" -> \"disabled\"";
        QTest::newRow("include") << QByteArray(
            R"({"state":"enabled","conditions":{"users":{"includeUsers":["None"],"excludeGroups":["g1"]}}})")
                                 << "conditions.users.includeUsers: [\"All\"] -> [\"None\"]";
        QTest::newRow("their exclusion lost")
            << QByteArray(R"({"state":"enabled","conditions":{"users":{"includeUsers":["All"],"excludeGroups":[]}}})")
            << "conditions.users.excludeGroups: [\"g1\"] -> []";
        QTest::newRow("new member") << QByteArray(
            R"({"state":"enabled","grantControls":{},"conditions":{"users":{"includeUsers":["All"],"excludeGroups":["g1"]}}})")
                                    << "grantControls: absent -> {}";
    }
    void everyOtherChangeIsShownWithOldAndNewValue()
    {
        QFETCH(QByteArray, after);
        QFETCH(QString, expected);
        const QJsonObject before
            = json(R"({"state":"enabled","conditions":{"users":{"includeUsers":["All"],"excludeGroups":["g1"]}}})");
        QCOMPARE(differencesBeside(before, QJsonDocument::fromJson(after).object(), m_ours), QStringList{ expected });
    }
    void theOrderOfAListOfIdsCarriesNoMeaning()
    {
        QCOMPARE(differencesBeside(json(R"({"a":["x","Y"]})"), json(R"({"a":["y","X"]})"), m_ours), QStringList());
    }
    void weakPinsAreBanned()
    {
        for (const char *pin : { "12345678", "87654321", "11112222", "00000000", "12341234", "98761035", "90123457" })
            QVERIFY2(isWeakPin(pin), pin);
        for (const char *pin : { "73915208", "40917362" })
            QVERIFY2(!isWeakPin(pin), pin);
    }
    void generatedPinsAreStrongAndAsLongAsTheKeyAsks()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 200; ++i) {
            const Secret pin = generatePin(4);
            QCOMPARE(pin.size(), std::size_t(8));
            QVERIFY(!isWeakPin(pin.reveal()));
            seen.insert(pin.reveal().toByteArray());
        }
        QVERIFY(seen.size() > 190);
        QCOMPARE(generatePin(12).size(), std::size_t(12));
    }
    void labelsComeFromTheLastWordOfTheName()
    {
        DesiredState desired = DesiredState::proposal();
        desired.accounts[0].userName = QStringLiteral("harbour.north");
        desired.accounts[1].userName = QStringLiteral("meadow.south");
        QStringList labels;
        for (const KeySlot &slot : keySlots(desired))
            labels.append(slot.label);
        QCOMPARE(labels,
                 QStringList(
                     { QStringLiteral("N-1"), QStringLiteral("N-2"), QStringLiteral("S-1"), QStringLiteral("S-2") }));
        desired.accounts[1].userName = QStringLiteral("meadow.nook");
        QCOMPARE(keySlots(desired).last().label, QStringLiteral("B-2"));
        QCOMPARE(keySlots(desired).last().position, 4);
    }
    void passkeyNamesFitIntoThirtyCharacters()
    {
        QCOMPARE(passkeyName(QStringLiteral("N-1"), QStringLiteral("YubiKey 5 NFC")),
                 QStringLiteral("N-1 YubiKey 5 NFC"));
        QCOMPARE(passkeyName(QStringLiteral("N-1"), QString(40, QLatin1Char('x'))), QStringLiteral("N-1"));
        QVERIFY(isNamedFor(QStringLiteral("N-1 YubiKey 5 NFC"), QStringLiteral("N-1")));
        QVERIFY(!isNamedFor(QStringLiteral("N-10 YubiKey"), QStringLiteral("N-1")));
    }
    void aPinNeverLiesWhereItsKeyLies()
    {
        DesiredState desired = DesiredState::proposal();
        desired.accounts[0].userName = QStringLiteral("harbour.north");
        desired.accounts[1].userName = QStringLiteral("meadow.south");
        desired.places = { QStringLiteral("A"), QStringLiteral("B") };
        RunState runState;
        AccountState north, south;
        for (const char *label : { "N-1", "N-2" }) {
            RecordedKey key;
            key.label = QString::fromLatin1(label);
            north.keys.append(key);
        }
        runState.begin({ north, south });
        const PrintedAccount printed = printedAccount(desired, runState, 0);
        QCOMPARE(printed.keys.size(), 2);
        QSet<QString> places;
        for (const PrintedKey &key : printed.keys) {
            QVERIFY(key.place != key.pinPlace);
            places.insert(key.place);
        }
        QCOMPARE(places.size(), 2);
    }
};

BG_TEST(QCoreApplication, PureStepsTest)
#include "PureStepsTest.moc"
