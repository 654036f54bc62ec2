// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/program/PracticeHost.h"
#include "tests/program/Program.h"
#include "tests/support/TestProgram.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <optional>
#include <thread>

using namespace bg;

// Trouble before the first write: each ends by itself, in one line that says what happened and what to do, and leaves a
// record.
class TroubleTest : public QObject {
    Q_OBJECT

private:
    Program m_program;
    Program::Ending play(const QString &cloudFile, const QStringList &more = {})
    {
        QDir(out()).removeRecursively();
        return m_program.run(QStringList{ QStringLiteral("--autoplay"), QStringLiteral("--security-key"),
                                          QStringLiteral("practice"), QStringLiteral("--cloud"), cloudFile,
                                          QStringLiteral("--out"), out() }
                             + more);
    }
    QString out() const { return m_program.path(QStringLiteral("out")); }
    QJsonObject record() const { return Program::json(out() + QStringLiteral("/record.json")); }
    static QString closedCloud()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        const QString origin = QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort());
        return QStringLiteral("{\"name\":\"closed\",\"portal\":\"%1\",\"authentication\":{\"loginEndpoint\":\"%1\","
                              "\"tenant\":\"organizations\"},\"resourceManager\":\"%1\","
                              "\"microsoftGraphResourceId\":\"%1\"}")
            .arg(origin);
    }

private Q_SLOTS:
    void cleanup() { m_program.set(QStringLiteral("PATH"), qEnvironmentVariable("PATH")); }
    void noNetworkEndsAtOnceWithOneSentence();
    void checkWithoutNetworkEndsAtOnceWithOneSentence();
    void theSystemsProxyIsUsed();
    void tenantThatDoesNotExistIsToldBeforeTheBrowserOpens();
    void browserThatCannotBeOpenedIsTold();
    void refusedConsentIsTold();
    void textThatNoSheetCanPrintIsRefusedBeforeAnythingIsWritten();
    void personWithoutTheRoleIsStoppedBeforeAnythingIsWritten();
};

void TroubleTest::noNetworkEndsAtOnceWithOneSentence()
{
    const auto ending = play(m_program.write(QStringLiteral("closed.json"), closedCloud().toUtf8()));
    QVERIFY2(ending.code == 3, ending.err);
    QVERIFY2(ending.sentence().contains(QStringLiteral("no connection")), ending.err);
    QCOMPARE(record()[QStringLiteral("outcome")].toString(), QStringLiteral("failed"));
}

void TroubleTest::checkWithoutNetworkEndsAtOnceWithOneSentence()
{
    const QString file = m_program.write(QStringLiteral("closed.json"), closedCloud().toUtf8());
    const auto ending
        = m_program.run({ QStringLiteral("--check"), QStringLiteral("--json"), QStringLiteral("--cloud"), file });
    QVERIFY2(ending.code == 3, ending.err);
    QVERIFY2(ending.sentence().contains(QStringLiteral("no connection")), ending.err);
    QCOMPARE(ending.out, QByteArray());
}

void TroubleTest::theSystemsProxyIsUsed()
{
    // A proxy that lets nobody through: the request reaches it, and no network.
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress(QHostAddress::LocalHost)));
    QByteArray asked;
    QObject::connect(&proxy, &QTcpServer::newConnection, &proxy, [&] {
        QTcpSocket *socket = proxy.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, &proxy, [&asked, socket] {
            asked += socket->readAll();
            socket->write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    Program program;
    for (const char *name : { "https_proxy", "HTTPS_PROXY" })
        program.set(QLatin1String(name), QStringLiteral("http://127.0.0.1:%1").arg(proxy.serverPort()));
    for (const char *name : { "no_proxy", "NO_PROXY" })
        program.set(QLatin1String(name), QString());
    std::optional<Program::Ending> ending;
    std::jthread check([&] { ending = program.run({ QStringLiteral("--check"), QStringLiteral("--json") }); });
    QVERIFY(QTest::qWaitFor([&] { return asked.contains("\r\n\r\n"); }, 30000));
    check.join();
    QVERIFY2(asked.startsWith("CONNECT login.microsoftonline.com:443 "), asked.constData());
    QVERIFY2(ending->code == 3, ending->err);
    QVERIFY2(!ending->sentence().isEmpty(), ending->err);
}

void TroubleTest::tenantThatDoesNotExistIsToldBeforeTheBrowserOpens()
{
    PracticeHost host(QStringLiteral("p2-permits"));
    QVERIFY(!host.cloudFile().isEmpty());
    m_program.setBrowser(QStringLiteral("touch ") + m_program.path(QStringLiteral("opened")));
    const auto ending = play(host.cloudFile(), { QStringLiteral("--tenant"), QStringLiteral("fabrikam.com") });
    QVERIFY2(ending.code == 3, ending.err);
    QVERIFY2(ending.sentence().contains(QStringLiteral("no such tenant")), ending.err);
    QVERIFY(!QFile::exists(m_program.path(QStringLiteral("opened"))));
}

void TroubleTest::browserThatCannotBeOpenedIsTold()
{
    PracticeHost host(QStringLiteral("p2-permits"));
    QVERIFY(!host.cloudFile().isEmpty());
    m_program.setBrowser(m_program.path(QStringLiteral("no-browser")));
    m_program.set(QStringLiteral("PATH"), m_program.path(QStringLiteral("nothing")));
    const auto ending = play(host.cloudFile());
    QVERIFY2(ending.code == 3, ending.err);
    QVERIFY2(ending.sentence().contains(QStringLiteral("browser could not be opened")), ending.err);
}

void TroubleTest::refusedConsentIsTold()
{
    PracticeHost host(QStringLiteral("consent-refused"));
    QVERIFY(!host.cloudFile().isEmpty());
    m_program.setBrowser(PracticeHost::browser());
    const auto ending = play(host.cloudFile());
    QVERIFY2(ending.code == 3, ending.err);
    QVERIFY2(ending.sentence().contains(QStringLiteral("permission")), ending.err);
    QVERIFY2(ending.sentence().contains(QStringLiteral("Sign in again and agree")), ending.err);
    QCOMPARE(record()[QStringLiteral("outcome")].toString(), QStringLiteral("failed"));
}

void TroubleTest::personWithoutTheRoleIsStoppedBeforeAnythingIsWritten()
{
    PracticeHost fresh(QStringLiteral("no-role"));
    fresh.stop();
    PracticeHost host(QStringLiteral("no-role"));
    QVERIFY(!host.cloudFile().isEmpty());
    m_program.setBrowser(PracticeHost::browser());
    const auto ending = play(host.cloudFile());
    QVERIFY2(ending.code == 1, ending.err);
    QVERIFY2(!ending.sentence().isEmpty(), ending.err);
    QCOMPARE(record()[QStringLiteral("outcome")].toString(), QStringLiteral("findings"));
    QVERIFY(!record()[QStringLiteral("findings")].toArray().isEmpty());
    host.stop();
    const QJsonObject after = QJsonDocument::fromJson(host.snapshot()).object();
    const QJsonObject before = QJsonDocument::fromJson(fresh.snapshot()).object();
    QVERIFY(!after.isEmpty());
    for (const char *part : { "groups", "members", "policies", "passkeys", "roleAssignments", "roleSchedules" })
        QVERIFY2(after[QLatin1String(part)] == before[QLatin1String(part)], part);
    QCOMPARE(after[QStringLiteral("users")].toObject().keys(), before[QStringLiteral("users")].toObject().keys());
}

void TroubleTest::textThatNoSheetCanPrintIsRefusedBeforeAnythingIsWritten()
{
    PracticeHost fresh(QStringLiteral("p2-permits"));
    fresh.stop();
    PracticeHost host(QStringLiteral("p2-permits"));
    QVERIFY(!host.cloudFile().isEmpty());
    m_program.setBrowser(PracticeHost::browser());
    const QJsonObject answers{ { QStringLiteral("places"),
                                 QJsonObject{ { QStringLiteral("A"), QStringLiteral("Safe \U000F1234") },
                                              { QStringLiteral("B"), QStringLiteral("Bank box") } } } };
    const auto ending = play(host.cloudFile(), { QStringLiteral("--answers"),
                                                 m_program.write(QStringLiteral("answers.json"), QJsonDocument(answers).toJson()) });
    QVERIFY2(ending.code != 0 && ending.code != -1, ending.err);
    QVERIFY2(ending.sentence().contains(QStringLiteral("letter")), ending.err);
    host.stop();
    const QJsonObject after = QJsonDocument::fromJson(host.snapshot()).object();
    const QJsonObject before = QJsonDocument::fromJson(fresh.snapshot()).object();
    QVERIFY(!after.isEmpty());
    for (const char *part : { "groups", "members", "policies", "passkeys", "roleAssignments", "roleSchedules" })
        QVERIFY2(after[QLatin1String(part)] == before[QLatin1String(part)], part);
}

BG_TEST(QCoreApplication, TroubleTest)
#include "TroubleTest.moc"
