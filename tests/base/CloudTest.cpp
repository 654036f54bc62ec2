// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Cloud.h"
#include "tests/support/TestProgram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace bg;

namespace {

QByteArray cloudFile(const QString &login = QStringLiteral("http://127.0.0.1:8080"), const QString &tenant = QStringLiteral("common"))
{
    const QJsonObject authentication{{QStringLiteral("loginEndpoint"), login}, {QStringLiteral("tenant"), tenant}};
    return QJsonDocument(QJsonObject{{QStringLiteral("name"), QStringLiteral("Test")},
                                     {QStringLiteral("portal"), QStringLiteral("http://localhost:1/")},
                                     {QStringLiteral("authentication"), authentication},
                                     {QStringLiteral("resourceManager"), QStringLiteral("http://[::1]:3/")},
                                     {QStringLiteral("microsoftGraphResourceId"), QStringLiteral("http://127.0.0.2:4/")}})
        .toJson();
}

} // namespace

class CloudTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFourCloudsAreKnown()
    {
        QStringList names;
        for (const Cloud &cloud : Cloud::known()) {
            names << cloud.name;
            QCOMPARE(cloud.login.scheme(), QStringLiteral("https"));
            QCOMPARE(cloud.tenant, QStringLiteral("organizations"));
            QVERIFY(!cloud.isLoopback());
        }
        QCOMPARE(names, QStringList({QStringLiteral("global"), QStringLiteral("usgov"), QStringLiteral("usgov-dod"), QStringLiteral("china")}));
    }

    void everyCloudHasItsOwnHosts_data()
    {
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("graph");
        QTest::addColumn<QString>("resourceManager");
        const auto row = [](const char *name, const char *login, const char *graph, const char *resourceManager) {
            QTest::newRow(name) << QString::fromLatin1(login) << QString::fromLatin1(graph) << QString::fromLatin1(resourceManager);
        };
        row("global", "login.microsoftonline.com", "graph.microsoft.com", "management.azure.com");
        row("usgov", "login.microsoftonline.us", "graph.microsoft.us", "management.usgovcloudapi.net");
        row("usgov-dod", "login.microsoftonline.us", "dod-graph.microsoft.us", "management.usgovcloudapi.net");
        row("china", "login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn", "management.chinacloudapi.cn");
    }
    void everyCloudHasItsOwnHosts()
    {
        QFETCH(QString, login);
        QFETCH(QString, graph);
        QFETCH(QString, resourceManager);
        const auto cloud = Cloud::named(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(cloud);
        QCOMPARE(cloud->login, QUrl(QStringLiteral("https://") + login));
        QCOMPARE(cloud->graph, QUrl(QStringLiteral("https://") + graph));
        QCOMPARE(cloud->resourceManager, QUrl(QStringLiteral("https://") + resourceManager));
    }

    void aFileInTheMetadataFormatIsRead()
    {
        const auto cloud = Cloud::fromJson(cloudFile());
        QVERIFY(cloud);
        QCOMPARE(cloud->graph, QUrl(QStringLiteral("http://127.0.0.2:4")));
        QCOMPARE(cloud->tenant, QStringLiteral("organizations"));
        QVERIFY(cloud->isLoopback());
        QVERIFY(Cloud::fromJson("[" + cloudFile() + "]"));
        QCOMPARE(Cloud::fromJson(cloudFile(QStringLiteral("http://127.0.0.1:8080"), QStringLiteral("contoso.onmicrosoft.com")))->tenant, QStringLiteral("contoso.onmicrosoft.com"));
    }

    void anAuthorityForPersonalAccountsIsNarrowed()
    {
        for (const char *tenant : {"common", "consumers", ""})
            QCOMPARE(Cloud::fromJson(cloudFile(QStringLiteral("http://127.0.0.1:1"), QString::fromLatin1(tenant)))->tenant,
                     QStringLiteral("organizations"));
    }

    void plainHttpToAnotherHostIsRefused()
    {
        const auto cloud = Cloud::fromJson(cloudFile(QStringLiteral("http://login.example")));
        QVERIFY(!cloud);
        QCOMPARE(cloud.error().kind, Error::Kind::Input);
        QVERIFY(cloud.error().detail.contains(QStringLiteral("login.example")));
        QVERIFY(Cloud::fromJson(cloudFile(QStringLiteral("https://login.example"))));
        QVERIFY(!Cloud::fromJson(cloudFile(QStringLiteral("ftp://127.0.0.1"))));
    }

    void brokenFilesAreOneSentence_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("not JSON") << QByteArray("{");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("two clouds") << "[" + cloudFile() + "," + cloudFile() + "]";
        QTest::newRow("a number") << QByteArray("[1]");
        QTest::newRow("no login") << QByteArray("{}");
        QTest::newRow("no name") << cloudFile().replace("\"name\"", "\"nae\"");
        QTest::newRow("no host") << cloudFile(QStringLiteral("http://"));
    }
    void brokenFilesAreOneSentence()
    {
        QFETCH(QByteArray, json);
        const auto cloud = Cloud::fromJson(json);
        QVERIFY(!cloud);
        QCOMPARE(cloud.error().kind, Error::Kind::Input);
        QVERIFY(cloud.error().detail.endsWith(QLatin1Char('.')));
        QVERIFY(!cloud.error().detail.contains(QLatin1Char('\n')));
    }

    void onlyItsOwnOriginsAreAllowed()
    {
        const Cloud cloud = *Cloud::named(QStringLiteral("global"));
        QVERIFY(cloud.allows(QUrl(QStringLiteral("https://graph.microsoft.com/v1.0/me"))));
        QVERIFY(cloud.allows(QUrl(QStringLiteral("https://graph.microsoft.com:443/"))));
        QVERIFY(!cloud.allows(QUrl(QStringLiteral("http://graph.microsoft.com/"))));
        QVERIFY(!cloud.allows(QUrl(QStringLiteral("https://graph.microsoft.com:444/"))));
        QVERIFY(!cloud.allows(QUrl(QStringLiteral("https://graph.microsoft.com.evil.example/"))));
        QVERIFY(!cloud.allows(QUrl(QStringLiteral("https://graph.microsoft.us/"))));
    }

    void aFileThatIsNotThereSaysSo()
    {
        const auto cloud = Cloud::named(QStringLiteral("moon"));
        QVERIFY(!cloud);
        QVERIFY(cloud.error().detail.contains(QStringLiteral("moon")));
    }
};

BG_TEST(QCoreApplication, CloudTest)
#include "CloudTest.moc"
