// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/AttestationObject.h"
#include "fido/CtapHid.h"
#include "fido/EntityName.h"
#include "fido/KeyModels.h"
#include "fido/YubiKeyConfig.h"
#include "tests/support/TestProgram.h"

#include <QCborMap>
#include <QCborValue>
#include <QTest>

namespace bg {

class KeyValuesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesEndOnAWholeCharacter_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("cut");
        const QString a = QStringLiteral("a");
        QTest::newRow("64 bytes stay") << a.repeated(64) << a.repeated(64);
        QTest::newRow("65 bytes") << a.repeated(65) << a.repeated(64);
        QTest::newRow("two bytes at the edge") << a.repeated(63) + QChar(0xe4) << a.repeated(63);
        QTest::newRow("four bytes at the edge") << a.repeated(61) + QStringLiteral("\U0001F511") << a.repeated(61);
        QTest::newRow("four bytes fit") << a.repeated(60) + QStringLiteral("\U0001F511")
                                        << a.repeated(60) + QStringLiteral("\U0001F511");
        QTest::newRow("a NUL ends it") << a + QChar(0) + a << a;
        QTest::newRow("empty") << QString() << QString();
    }
    void namesEndOnAWholeCharacter()
    {
        QFETCH(QString, name);
        QFETCH(QString, cut);
        QCOMPARE(QString::fromUtf8(entityName(name)), cut);
        QVERIFY(entityName(name).size() <= 64);
    }

    void theAttestationObjectReadsBackWithAnotherReader()
    {
        const QByteArray statement = QByteArray::fromHex("a263616c67266373696742abcd");
        const QByteArray authData = QByteArray::fromHex("58c8") + QByteArray(200, 'd');
        const auto object = attestationObject("packed", statement, authData);
        QVERIFY(object);
        const QCborMap map = QCborValue::fromCbor(*object).toMap();
        QCOMPARE(map.size(), 3);
        QCOMPARE(map.value(QLatin1String("fmt")).toString(), QStringLiteral("packed"));
        QCOMPARE(map.value(QLatin1String("authData")).toByteArray(), QByteArray(200, 'd'));
        QCOMPARE(map.value(QLatin1String("attStmt")).toMap().value(QLatin1String("alg")).toInteger(), -7);
        QVERIFY(object->contains(statement));
    }

    void whatIsNoAttestationIsRefused()
    {
        const QByteArray good = QByteArray::fromHex("a0"), data = QByteArray::fromHex("4164");
        QVERIFY(attestationObject("none", good, data));
        QVERIFY(!attestationObject("", good, data));
        QVERIFY(!attestationObject("none", {}, data));
        QVERIFY(!attestationObject("none", data, data)); // not a map
        QVERIFY(!attestationObject("none", good, good)); // not bytes
        QVERIFY(!attestationObject("none", QByteArray::fromHex("ba999f661067"), data)); // billions of members announced
        QVERIFY(!attestationObject("none", good + good, data)); // two items
        QVERIFY(!attestationObject("none", good, QByteArray::fromHex("4264"))); // cut short
        QVERIFY(!attestationObject("none", QByteArray::fromHex("a163616c67"), data)); // a map without its value
    }

    void modelsAreNamedAsTheirMakerNamesThem_data()
    {
        QTest::addColumn<QByteArray>("tags");
        QTest::addColumn<QString>("model");
        QTest::newRow("5 NFC") << QByteArray("040101 0503050701 0d02023b") << QStringLiteral("YubiKey 5 NFC");
        QTest::newRow("5 Nano") << QByteArray("040102 0503050403") << QStringLiteral("YubiKey 5 Nano");
        QTest::newRow("5C NFC") << QByteArray("040103 0503050701 0d02023b") << QStringLiteral("YubiKey 5C NFC");
        QTest::newRow("5C Nano") << QByteArray("040104 0503050701") << QStringLiteral("YubiKey 5C Nano");
        QTest::newRow("5Ci") << QByteArray("040105 0503050701") << QStringLiteral("YubiKey 5Ci");
        QTest::newRow("5C NFC FIPS") << QByteArray("040183 0503050701 0d02023b")
                                     << QStringLiteral("YubiKey 5C NFC FIPS");
        QTest::newRow("Bio") << QByteArray("040106 0503050506") << QStringLiteral("YubiKey Bio");
        QTest::newRow("Security Key NFC")
            << QByteArray("040141 0503050701 0d02023b") << QStringLiteral("Security Key NFC");
        QTest::newRow("Security Key C NFC")
            << QByteArray("040143 0503050701 0d02023b") << QStringLiteral("Security Key C NFC");
    }
    void modelsAreNamedAsTheirMakerNamesThem()
    {
        QFETCH(QByteArray, tags);
        QFETCH(QString, model);
        const QByteArray bytes = QByteArray::fromHex(tags.replace(' ', ""));
        const auto config = YubiKeyConfig::parse(char(bytes.size()) + bytes);
        QVERIFY(config);
        QCOMPARE(keyModel(config, {}, {}), model);
    }

    void withoutTheManagementAnswerTheNextBestNameIsTaken()
    {
        QCOMPARE(keyModel({}, QStringLiteral("b92c3f9a-c014-4056-887f-140a2501163b"), QStringLiteral("p")),
                 QStringLiteral("Security Key"));
        QCOMPARE(keyModel({}, QStringLiteral("00000000-0000-0000-0000-000000000000"), QStringLiteral("Solo")),
                 QStringLiteral("Solo"));
        QCOMPARE(keyModel({}, {}, {}), QStringLiteral("Security key"));
    }

    void aBrokenConfigurationIsNone_data()
    {
        QTest::addColumn<QByteArray>("page");
        for (const char *page : { "", "05", "03040101ff", "020401", "0402040102", "ff" })
            QTest::newRow(page) << QByteArray::fromHex(page);
    }
    void aBrokenConfigurationIsNone()
    {
        QFETCH(QByteArray, page);
        QVERIFY(!YubiKeyConfig::parse(page));
    }

    void messagesOfEverySizeGoThroughReportsAndBack()
    {
        using namespace ctaphid;
        for (const qsizetype size : { 0, 1, 56, 57, 58, 116, 117, 1024, 7609 }) {
            Reassembly incoming;
            const QList<Report> reports = split({ 7, Ping, QByteArray(size, 'm') });
            for (const Report &report : reports)
                QVERIFY(!incoming.take(report));
            QVERIFY(incoming.isComplete());
            QCOMPARE(incoming.takeMessage().payload, QByteArray(size, 'm'));
        }
        QVERIFY(split({ 7, Ping, QByteArray(7610, 'm') }).isEmpty());
    }

    void reportsInTheWrongOrderAreNoMessage()
    {
        using namespace ctaphid;
        const QList<Report> reports = split({ 7, Ping, QByteArray(200, 'm') });
        Reassembly incoming;
        QCOMPARE(incoming.take(reports.at(1)), std::optional(InvalidChannel)); // nothing began
        QVERIFY(!incoming.take(reports.at(0)));
        QCOMPARE(incoming.take(reports.at(2)), std::optional(InvalidSequence));
        QVERIFY(!incoming.isUnderWay());
    }
};

} // namespace bg

BG_TEST(QCoreApplication, bg::KeyValuesTest)
#include "KeyValuesTest.moc"
