// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/HttpClient.h"

#include "tests/support/ClientHello.h"
#include "tests/support/SelfSignedServer.h"
#include "tests/support/TestProgram.h"

#include <QElapsedTimer>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <thread>

using namespace bg;
using namespace std::chrono_literals;

// Answers every connection with the bytes given, then closes (or not).
class CannedServer : public QObject {
    Q_OBJECT
public:
    explicit CannedServer(QByteArray answer, bool closes = true) : m_answer(std::move(answer)), m_closes(closes)
    {
        m_server.listen(QHostAddress(QHostAddress::LocalHost), quint16(0));
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                    seen += socket->readAll();
                    const qsizetype head = seen.indexOf("\r\n\r\n");
                    if (head < 0 || seen.size() < head + 4 + bodySize)
                        return;
                    socket->write(m_answer);
                    if (m_closes)
                        socket->disconnectFromHost();
                });
        });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/x").arg(m_server.serverPort())); }
    Cloud cloud() const
    {
        Cloud cloud;
        cloud.login = cloud.graph = cloud.resourceManager
            = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
        return cloud;
    }
    QByteArray seen;
    qsizetype bodySize = 0; // that is waited for

private:
    QTcpServer m_server;
    QByteArray m_answer;
    bool m_closes;
};

class HttpClientTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anErrorStatusIsAnAnswer()
    {
        CannedServer server("HTTP/1.1 403 Forbidden\r\nrequest-id: r1\r\nContent-Length: 2\r\n\r\n{}");
        const auto answer = send(server);
        QVERIFY(answer);
        QCOMPARE(answer->status, 403);
        QCOMPARE(answer->body, QByteArray("{}"));
        QCOMPARE(answer->header("Request-ID"), QByteArray("r1"));
    }

    void redirectsAreNotFollowed()
    {
        CannedServer elsewhere("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        CannedServer server("HTTP/1.1 302 Found\r\nLocation: " + elsewhere.url().toEncoded()
                            + "\r\nContent-Length: 0\r\n\r\n");
        QCOMPARE(send(server).error().kind, Error::Kind::Redirected);
        QVERIFY(elsewhere.seen.isEmpty());
    }

    void anotherHostIsNeverContacted()
    {
        CannedServer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        HttpClient client(server.cloud());
        HttpRequest request;
        request.url = QUrl(QStringLiteral("http://127.0.0.1:1/"));
        QCOMPARE(client.send(request, {}).error().kind, Error::Kind::HostNotAllowed);
        QVERIFY(server.seen.isEmpty());
    }

    void aCertificateThatNobodyVouchesForEndsTheRequest()
    {
        SelfSignedServer server;
        Cloud cloud;
        cloud.login = server.origin();
        const Secret token = Secret::copyOf("abc123");
        HttpRequest request;
        request.url = server.origin();
        request.bearer = &token;
        HttpClient client(cloud);
        QCOMPARE(client.send(request, {}).error().kind, Error::Kind::Tls);
        QCOMPARE(server.handshakes, 1);
        QVERIFY(server.seen.isEmpty());
    }

    void http2IsNotOffered()
    {
        ClientHello server;
        Cloud cloud;
        cloud.login = server.origin();
        HttpRequest request;
        request.url = server.origin();
        HttpClient client(cloud);
        QVERIFY(!client.send(request, {}));
        QVERIFY2(!server.hello().isEmpty() && !server.hello().contains("\x02h2"), server.hello().toHex().constData());
    }

    void tls12IsTheLeast()
    {
        // Whatever the rest of the program made the usual choice.
        const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
        QSslConfiguration weak = before;
        weak.setProtocol(QSsl::AnyProtocol);
        QSslConfiguration::setDefaultConfiguration(weak);
        QNetworkRequest request;
        keepTransportRules(request);
        QSslConfiguration::setDefaultConfiguration(before);
        QCOMPARE(request.sslConfiguration().protocol(), QSsl::TlsV1_2OrLater);
        QCOMPARE(request.sslConfiguration().peerVerifyMode(), before.peerVerifyMode());
    }

    void aLargeAnswerIsCutOff()
    {
        CannedServer server("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + QByteArray(100000, 'x'));
        HttpRequest request;
        request.largestAnswer = 1000;
        QCOMPARE(send(server, request).error().kind, Error::Kind::TooLarge);
    }

    void aTruncatedAnswerIsNoAnswer()
    {
        CannedServer server("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"value\":");
        const auto answer = send(server);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::Offline);
    }

    void silenceEndsAtTheDeadline()
    {
        CannedServer server("", false);
        HttpRequest request;
        request.deadline = 50ms;
        QCOMPARE(send(server, request).error().kind, Error::Kind::TimedOut);
    }

    void stopIsFeltAtOnce()
    {
        CannedServer server("", false);
        std::stop_source source;
        std::jthread stopper([&] { source.request_stop(); });
        HttpClient client(server.cloud());
        HttpRequest request;
        request.url = server.url();
        QCOMPARE(client.send(request, source.get_token()).error().kind, Error::Kind::Cancelled);
        QCOMPARE(client.send(request, source.get_token()).error().kind, Error::Kind::Cancelled);
    }

    void theBearerTokenIsSent()
    {
        CannedServer server("HTTP/1.1 204 No Content\r\n\r\n");
        const Secret token = Secret::copyOf("abc123");
        HttpRequest request;
        request.bearer = &token;
        QVERIFY(send(server, request));
        QVERIFY(server.seen.contains("Authorization: Bearer abc123\r\n"));
    }

    void aSecretBodyIsSentFromWhereItLies()
    {
        for (const char *method : { "POST", "PATCH" }) {
            CannedServer server("HTTP/1.1 204 No Content\r\n\r\n");
            const Secret body = Secret::copyOf("{\"password\":\"correct horse\"}");
            server.bodySize = qsizetype(body.size());
            HttpRequest request;
            request.method = method;
            request.headers = { { "Content-Type", "application/json" } };
            request.secretBody = &body;
            QVERIFY(send(server, request));
            QVERIFY(server.seen.contains("Content-Length: 28\r\n"));
            QVERIFY(server.seen.endsWith("\r\n\r\n{\"password\":\"correct horse\"}"));
        }
    }

    void nobodyListening()
    {
        QTcpServer closed;
        closed.listen(QHostAddress(QHostAddress::LocalHost), quint16(0));
        Cloud cloud;
        cloud.graph = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(closed.serverPort()));
        HttpRequest request;
        request.url = cloud.graph;
        closed.close();
        HttpClient client(cloud);
        QCOMPARE(client.send(request, {}).error().kind, Error::Kind::Offline);
    }

private:
    static Result<HttpResponse> send(const CannedServer &server, HttpRequest request = {})
    {
        HttpClient client(server.cloud());
        request.url = server.url();
        return client.send(request, {});
    }
};

BG_TEST(QCoreApplication, HttpClientTest)
#include "HttpClientTest.moc"
