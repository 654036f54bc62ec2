// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/LoopbackListener.h"

#include "tests/auth/TestBrowser.h"
#include "tests/support/TestProgram.h"

#include <QNetworkInterface>
#include <QTest>

#include <future>
#include <optional>

#include <sys/resource.h>

using namespace bg;

static const QByteArray State = "the-state";
static const QUrl Login(QStringLiteral("https://login.example"));
static const QHostAddress V4(QHostAddress::LocalHost), V6(QHostAddress::LocalHostIPv6);

// What a hostile or clumsy client sees, and what the listener makes of it. Clients run on threads of their own.
class LoopbackListenerTest : public QObject {
    Q_OBJECT

    std::unique_ptr<LoopbackListener> m_listener;
    QList<QByteArray> m_codes;
    QList<QString> m_errors;
    int m_closed = 0;

    QByteArray knocked(const QList<QByteArray> &segments, const QHostAddress &address = V4)
    {
        auto answer = std::async(std::launch::async, [&] { return knock(address, m_listener->port(), segments); });
        while (answer.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        return answer.get();
    }
    QByteArray host() const { return "Host: localhost:" + QByteArray::number(m_listener->port()) + "\r\n"; }
    QByteArray good() const { return get("/?code=c1&state=" + State, m_listener->port()); }
    bool stillWaits()
    {
        const QByteArray answer = knocked({ good() });
        return answer.startsWith("HTTP/1.1 303") && m_codes == QList<QByteArray>{ "c1" } && m_errors.isEmpty();
    }

private Q_SLOTS:
    void init()
    {
        m_codes.clear();
        m_errors.clear();
        m_closed = 0;
        m_listener = std::make_unique<LoopbackListener>(State, Login);
        m_listener->onAnswer = [this](AuthorizeAnswer answer) {
            if (answer.isRefusal())
                m_errors.append(answer.error);
            else
                m_codes.append(answer.code.reveal().toByteArray());
        };
        m_listener->onClosed = [this] { ++m_closed; };
        QVERIFY(m_listener->listen());
    }
    void cleanup() { m_listener.reset(); }

    void theAnswerIsTakenOnBothFamilies_data()
    {
        QTest::addColumn<QHostAddress>("address");
        QTest::newRow("127.0.0.1") << V4;
        QTest::newRow("::1") << V6;
    }
    void theAnswerIsTakenOnBothFamilies()
    {
        QFETCH(QHostAddress, address);
        if (address == V6 && !QTcpServer().listen(V6))
            QSKIP("this machine has no ::1");
        QVERIFY(knocked({ good() }, address).startsWith("HTTP/1.1 303"));
        QCOMPARE(m_codes, QList<QByteArray>{ "c1" });
    }
    void noOtherAddressOfThisComputerIsServed()
    {
        for (const QHostAddress &address : QNetworkInterface::allAddresses())
            if (address != V4 && address != V6)
                QCOMPARE(knocked({ good() }, address), QByteArray("refused"));
        QCOMPARE(knocked({ good() }, QHostAddress(QStringLiteral("127.0.0.2"))), QByteArray("refused"));
    }
    void thePortIsARandomOneAndNotTwo() { QVERIFY(m_listener->port() > 1023); }
    void noPortAtAllIsAnError()
    {
        rlimit usual{};
        getrlimit(RLIMIT_NOFILE, &usual);
        const rlimit none{ 0, usual.rlim_max }; // no descriptor is left for a socket
        setrlimit(RLIMIT_NOFILE, &none);
        const auto listening = LoopbackListener(State, Login).listen();
        setrlimit(RLIMIT_NOFILE, &usual);
        QVERIFY(!listening);
        QCOMPARE(listening.error().kind, Error::Kind::Internal);
    }
    void theRedirectIsLocalhostWithoutPath()
    {
        QCOMPARE(m_listener->redirectUri(), QStringLiteral("http://localhost:%1").arg(m_listener->port()));
    }
    void aPortThatSomebodyHoldsOnTheOtherFamilyIsNotUsed()
    {
        // Somebody sits on so many ports of ::1 that fifty tries meet one: still both families are ours.
        if (!QTcpServer().listen(V6))
            QSKIP("this machine has no ::1");
        rlimit usual{};
        getrlimit(RLIMIT_NOFILE, &usual);
        const rlimit most{ std::min<rlim_t>(usual.rlim_max, 4000), usual.rlim_max };
        setrlimit(RLIMIT_NOFILE, &most);
        const auto back = qScopeGuard([usual] { setrlimit(RLIMIT_NOFILE, &usual); });
        std::vector<std::unique_ptr<QTcpServer>> squatters;
        while (squatters.size() < std::min<rlim_t>(most.rlim_cur - 200, 2000)) {
            squatters.push_back(std::make_unique<QTcpServer>());
            QVERIFY(squatters.back()->listen(V6));
        }
        for (int i = 0; i < 50; ++i) {
            LoopbackListener listener(State, Login);
            QVERIFY(listener.listen());
            QVERIFY(!QTcpServer().listen(V6, listener.port())); // taken, and by us: no squatter was there before
            for (const auto &squatter : squatters)
                QVERIFY(squatter->serverPort() != listener.port());
        }
    }

    void anErrorWithoutStateIsNotBelieved()
    {
        QVERIFY(knocked({ get("/?error=access_denied&error_description=%3Cb%3Ehi", m_listener->port()) })
                    .startsWith("HTTP/1.1 400"));
        QVERIFY(stillWaits());
    }
    void aWrongStateFirstAndTheRightOneAfter()
    {
        QVERIFY(knocked({ get("/?code=evil&state=wrong", m_listener->port()) }).startsWith("HTTP/1.1 400"));
        QVERIFY(knocked({ get("/?code=evil", m_listener->port()) }).startsWith("HTTP/1.1 400"));
        QVERIFY(stillWaits());
    }
    void aSecondCodeIsNotTaken()
    {
        knocked({ good() });
        QVERIFY(knocked({ get("/?code=c2&state=" + State, m_listener->port()) }).startsWith("HTTP/1.1 400"));
        QCOMPARE(m_codes, QList<QByteArray>{ "c1" });
    }
    void aRefusalWithOurStateIsTaken()
    {
        knocked({ get("/?error=access_denied&state=" + State, m_listener->port()) });
        QCOMPARE(m_errors, QList<QString>{ QStringLiteral("access_denied") });
        QVERIFY(knocked({ get("/done", m_listener->port()) }).contains("not signed in"));
    }

    void otherHostsAreTurnedAway_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("rebound name") << QByteArray("evil.example");
        QTest::newRow("rebound name with our port") << QByteArray("evil.example:PORT");
        QTest::newRow("no port") << QByteArray("localhost");
        QTest::newRow("other port") << QByteArray("localhost:1");
        QTest::newRow("name that begins like ours") << QByteArray("localhost:PORT.evil.example");
    }
    void otherHostsAreTurnedAway()
    {
        QFETCH(QByteArray, name);
        name.replace("PORT", QByteArray::number(m_listener->port()));
        QVERIFY(knocked({ "GET /?code=c&state=" + State + " HTTP/1.1\r\nHost: " + name + "\r\n\r\n" })
                    .startsWith("HTTP/1.1 400"));
        QVERIFY(stillWaits());
    }
    void ourThreeHostsAreServed_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("localhost") << QByteArray("LocalHost:");
        QTest::newRow("127.0.0.1") << QByteArray("127.0.0.1:");
        QTest::newRow("[::1]") << QByteArray("[::1]:");
    }
    void ourThreeHostsAreServed()
    {
        QFETCH(QByteArray, name);
        knocked({ "GET /?code=c1&state=" + State + " HTTP/1.1\r\nHost: " + name + QByteArray::number(m_listener->port())
                  + "\r\n\r\n" });
        QCOMPARE(m_codes, QList<QByteArray>{ "c1" });
    }

    void otherPathsAreNotFound_data()
    {
        QTest::addColumn<QByteArray>("target");
        for (const char *target : { "/favicon.ico", "/x?code=c&state=the-state", "//?code=c&state=the-state", "/done",
                                    "/done?code=c&state=the-state", "/./?code=c&state=the-state" })
            QTest::newRow(target) << QByteArray(target);
    }
    void otherPathsAreNotFound()
    {
        QFETCH(QByteArray, target);
        QVERIFY(knocked({ get(target, m_listener->port()) }).startsWith("HTTP/1.1 404"));
        QVERIFY(stillWaits());
    }
    void otherMethodsAreNotAllowed_data()
    {
        QTest::addColumn<QByteArray>("method");
        for (const char *method : { "HEAD", "PUT", "DELETE", "OPTIONS", "get", "GETX" })
            QTest::newRow(method) << QByteArray(method);
    }
    void otherMethodsAreNotAllowed()
    {
        QFETCH(QByteArray, method);
        QVERIFY(knocked({ method + " /?code=c&state=" + State + " HTTP/1.1\r\n" + host() + "\r\n" })
                    .startsWith("HTTP/1.1 405"));
        QVERIFY(stillWaits());
    }

    void aRequestMayComeInAnyNumberOfSegments()
    {
        QList<QByteArray> bytes;
        for (const char c : good())
            bytes.append(QByteArray(1, c));
        QVERIFY(knocked(bytes).startsWith("HTTP/1.1 303"));
        QCOMPARE(m_codes, QList<QByteArray>{ "c1" });
    }
    void aFormPostIsUnderstood()
    {
        const QByteArray body = "code=posted&state=" + State;
        const QByteArray head = "POST / HTTP/1.1\r\n" + host()
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n\r\n";
        const QByteArray answer = knocked({ head, body.left(4), body.mid(4) });
        QVERIFY2(answer.startsWith("HTTP/1.1 303"), answer.constData());
        QCOMPARE(m_codes, QList<QByteArray>{ "posted" });
    }
    void aPostOfAnotherTypeIsNot()
    {
        const QByteArray body = "code=c&state=" + State;
        QVERIFY(knocked({ "POST / HTTP/1.1\r\n" + host() + "Content-Type: text/plain\r\nContent-Length: "
                          + QByteArray::number(body.size()) + "\r\n\r\n" + body })
                    .startsWith("HTTP/1.1 415"));
        QVERIFY(stillWaits());
    }
    void garbageIsAnsweredNeutrallyAndTheListenerWaitsOn()
    {
        QVERIFY(knocked({ "\x16\x03\x01 hello" }).startsWith("HTTP/1.1 400"));
        QVERIFY(knocked({ "GET / HTTP/1.1\r\n" + QByteArray(70 << 10, 'x') }).startsWith("HTTP/1.1 431"));
        QVERIFY(stillWaits());
    }
    void tenKilobytesOfHeadersAreFine()
    {
        QVERIFY(knocked({ "GET /?code=c1&state=" + State + " HTTP/1.1\r\n" + host()
                          + "Cookie: " + QByteArray(10 << 10, 'c') + "\r\n\r\n" })
                    .startsWith("HTTP/1.1 303"));
    }
    void silentAndSlowConnectionsBlockNobody()
    {
        std::vector<std::unique_ptr<QTcpSocket>> idle;
        for (int i = 0; i < 3 * LoopbackListener::MostConnections; ++i) {
            idle.push_back(std::make_unique<QTcpSocket>());
            idle.back()->connectToHost(V4, m_listener->port());
            QVERIFY(idle.back()->waitForConnected(2000));
            if (i % 2)
                idle.back()->write("GET /");
            QCoreApplication::processEvents();
        }
        QVERIFY(stillWaits());
        // The oldest were dropped to make room.
        QTRY_COMPARE(idle.front()->state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(idle.back()->state(), QAbstractSocket::ConnectedState);
    }
    void aConnectionThatNeverFinishesIsEnded()
    {
        m_listener->patience = std::chrono::milliseconds(20);
        QTcpSocket idle;
        idle.connectToHost(V4, m_listener->port());
        QVERIFY(idle.waitForConnected(2000));
        idle.write("GET / HTTP/1.1\r\n");
        QTRY_COMPARE(idle.state(), QAbstractSocket::UnconnectedState);
        m_listener->patience = LoopbackListener::LongestConnection;
        QVERIFY(stillWaits());
    }

    void theCodeLeavesTheAddressBar()
    {
        const QByteArray answer = knocked({ good() });
        QVERIFY(answer.contains("\r\nLocation: /done\r\n"));
        QVERIFY(!answer.contains("c1"));
    }
    void theBrowserIsSentOnToTheSignInPageOnce()
    {
        const QUrl page(QStringLiteral("https://login.example/authorize?state=s%2B1&nonce=n"));
        const QUrl start = m_listener->startAddress(page);
        QCOMPARE(start.host(), QStringLiteral("127.0.0.1"));
        QCOMPARE(start.port(), int(m_listener->port()));
        QVERIFY(!start.toEncoded().contains("s%2B1") && !start.hasQuery());
        QCOMPARE(start.path().size(), 1 + 43); // 32 bytes, base64url
        const QByteArray path = start.path().toLatin1();
        const QByteArray first = knocked({ get(path, m_listener->port()) });
        QVERIFY(first.startsWith("HTTP/1.1 303"));
        QVERIFY(first.contains("\r\nLocation: " + page.toEncoded() + "\r\n"));
        QVERIFY(first.contains("\r\nCache-Control: no-store\r\n") && first.contains("\r\nReferrer-Policy: no-referrer\r\n"));
        QVERIFY(knocked({ get(path, m_listener->port()) }).startsWith("HTTP/1.1 404"));
        QVERIFY(stillWaits());
    }
    void anotherPathOrMethodDoesNotLeadToTheSignInPage()
    {
        const QUrl start = m_listener->startAddress(Login);
        const QByteArray path = start.path().toLatin1();
        for (const QByteArray &target : { QByteArray("/"), path.chopped(1), path + 'x', path + "/" })
            QVERIFY(!knocked({ get(target, m_listener->port()) }).contains("Location:"));
        QVERIFY(!knocked({ "HEAD " + path + " HTTP/1.1\r\n" + host() + "\r\n" }).contains("Location:"));
        QVERIFY(knocked({ get(path, m_listener->port()) }).contains("Location:"));
    }
    void theSignInPageIsNotToldAfterTheAnswer()
    {
        const QByteArray path = m_listener->startAddress(Login).path().toLatin1();
        knocked({ good() });
        QVERIFY(!knocked({ get(path, m_listener->port()) }).contains("Location:"));
    }
    void everyPageIsStaticAndLocked()
    {
        const QList<QByteArray> pages{ knocked({ get("/?code=%3Cb%3Eevil&state=%3Cscript%3E", m_listener->port()) }),
                                       knocked({ get("/<b>evil", m_listener->port()) }), knocked({ good() }),
                                       knocked({ get("/done", m_listener->port()) }) };
        QVERIFY(pages.last().startsWith("HTTP/1.1 200"));
        for (const QByteArray &page : pages) {
            QVERIFY(page.contains("\r\nContent-Security-Policy: default-src 'none';"));
            QVERIFY(page.contains("\r\nCache-Control: no-store\r\n"));
            QVERIFY(page.contains("\r\nReferrer-Policy: no-referrer\r\n"));
            QVERIFY(!page.contains("<b>") && !page.contains("<script") && !page.contains("evil"));
        }
    }
    void afterTheClosingPageThePortIsClosed()
    {
        const quint16 port = m_listener->port();
        knocked({ good() });
        QVERIFY(knocked({ get("/done", port) }).contains("You are signed in"));
        QTRY_COMPARE(m_closed, 1);
        QTcpServer other;
        QVERIFY(other.listen(V4, port));
    }
};

BG_TEST(QCoreApplication, LoopbackListenerTest)
#include "LoopbackListenerTest.moc"
