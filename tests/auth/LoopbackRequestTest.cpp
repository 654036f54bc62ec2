// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/LoopbackRequest.h"
#include "app/auth/AuthorizeAnswer.h"
#include "tests/auth/ConstantTimeWatch.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

static const QUrl Login(QStringLiteral("https://login.example"));

static int refusedWith(const QByteArray &bytes)
{
    const auto parsed = LoopbackRequest::parse(bytes);
    const auto *refused = std::get_if<LoopbackRequest::Refused>(&parsed);
    return refused ? refused->status : 0;
}

static bool isIncomplete(const QByteArray &bytes)
{
    return std::holds_alternative<LoopbackRequest::Incomplete>(LoopbackRequest::parse(bytes));
}

class LoopbackRequestTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aBrowsersRequestIsReadWhole()
    {
        const auto parsed = LoopbackRequest::parse(
            "POST /?a=b HTTP/1.1\r\nHost: localhost:1\r\nContent-Type: Application/X; charset=utf-8\r\n"
            "Content-Length: 3\r\n\r\nx=ymore");
        const auto &request = std::get<LoopbackRequest>(parsed);
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.path, QByteArray("/"));
        QCOMPARE(request.query, QByteArray("a=b"));
        QCOMPARE(request.host, QByteArray("localhost:1"));
        QCOMPARE(request.contentType, QByteArray("application/x"));
        QCOMPARE(request.body, QByteArray("x=y"));
    }
    void everyBeginningOfARequestIsOnlyIncomplete()
    {
        const QByteArray whole = "POST / HTTP/1.1\r\nHost: localhost:1\r\nContent-Length: 4\r\n\r\nabcd";
        for (qsizetype length = 0; length < whole.size(); ++length)
            QVERIFY2(isIncomplete(whole.left(length)), whole.left(length).constData());
        QVERIFY(std::holds_alternative<LoopbackRequest>(LoopbackRequest::parse(whole)));
    }
    void whatNoBrowserSendsIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("TLS hello") << QByteArray("\x16\x03\x01\x02\x00") << 400;
        QTest::newRow("no version") << QByteArray("GET /\r\nHost: a\r\n\r\n") << 400;
        QTest::newRow("HTTP/2 preface") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 400;
        QTest::newRow("absolute target") << QByteArray("GET http://localhost/ HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
        QTest::newRow("no Host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("two Hosts") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n") << 400;
        QTest::newRow("two lengths") << QByteArray(
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")
                                     << 400;
        QTest::newRow("signed length") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n") << 400;
        QTest::newRow("huge length") << QByteArray(
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n")
                                     << 400;
        QTest::newRow("chunked") << QByteArray(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                                 << 400;
        QTest::newRow("folded line") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n") << 400;
        QTest::newRow("bare line feed") << QByteArray("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n") << 400;
        QTest::newRow("blank before colon") << QByteArray("GET / HTTP/1.1\r\nHost : a\r\n\r\n") << 400;
        QTest::newRow("zero byte") << QByteArray("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 29) << 400;
        QTest::newRow("body too large") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n")
                                        << 413;
        QTest::newRow("head too large") << QByteArray("GET / HTTP/1.1\r\nX: ") + QByteArray(40 << 10, 'x') << 431;
    }
    void whatNoBrowserSendsIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        QCOMPARE(refusedWith(bytes), status);
    }
    void tenKilobytesOfHeadersAreNoReasonToRefuse()
    {
        const auto parsed
            = LoopbackRequest::parse("GET / HTTP/1.1\r\nHost: a\r\nCookie: " + QByteArray(10 << 10, 'c') + "\r\n\r\n");
        QVERIFY(std::holds_alternative<LoopbackRequest>(parsed));
    }

    void anAnswerCountsOnlyWithOurState_data()
    {
        QTest::addColumn<QByteArray>("form");
        QTest::newRow("no state") << QByteArray("code=c");
        QTest::newRow("error without state") << QByteArray("error=access_denied");
        QTest::newRow("wrong state") << QByteArray("code=c&state=other");
        QTest::newRow("wrong state of the same length") << QByteArray("code=c&state=statE");
        QTest::newRow("beginning of the state") << QByteArray("code=c&state=stat");
        QTest::newRow("two states") << QByteArray("code=c&state=state&state=state");
        QTest::newRow("two codes") << QByteArray("code=c&code=d&state=state");
        QTest::newRow("neither code nor error") << QByteArray("state=state");
        QTest::newRow("empty code") << QByteArray("state=state&code=");
        QTest::newRow("nothing") << QByteArray();
    }
    void anAnswerCountsOnlyWithOurState()
    {
        QFETCH(QByteArray, form);
        QVERIFY(!AuthorizeAnswer::fromForm(form, "state", Login));
    }
    void noStateOfOursMatchesNothing() { QVERIFY(!AuthorizeAnswer::fromForm("code=c&state=", "", Login)); }
    void theStateIsComparedInConstantTime()
    {
        comparedInConstantTime();
        QVERIFY(!AuthorizeAnswer::fromForm("code=c&state=Xur-state", "our-state", Login));
        QVERIFY(!AuthorizeAnswer::fromForm("code=c&state=our-statX", "our-state", Login));
        QCOMPARE(comparedInConstantTime(), (QList<qsizetype>{ 9, 9 }));
    }
    void codeAndErrorAreDecoded()
    {
        const auto answer = AuthorizeAnswer::fromForm("code=a%2Bb+c&state=state&session_state=x", "state", Login);
        QVERIFY(answer && answer->code.equals("a+b c"));
        const auto refused
            = AuthorizeAnswer::fromForm("error=access_denied&error_description=AADSTS65004%3A+no&state=state", "state", Login);
        QVERIFY(refused && refused->isRefusal());
        QCOMPARE(refused->description, QStringLiteral("AADSTS65004: no"));
    }
    void anAnswerOfAnotherIssuerIsNotUsed_data()
    {
        QTest::addColumn<QByteArray>("issuer");
        QTest::addColumn<bool>("isOurs");
        const QByteArray tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
        QTest::newRow("a tenant of our login") << "https://login.example/" + tenant + "/v2.0" << true;
        QTest::newRow("another login") << "https://evil.example/" + tenant + "/v2.0" << false;
        QTest::newRow("a login whose name begins like ours") << "https://login.example.evil/" + tenant + "/v2.0" << false;
        QTest::newRow("no tenant's id") << QByteArray("https://login.example/organizations/v2.0") << false;
        QTest::newRow("another path") << "https://login.example/" + tenant + "/v1.0" << false;
        QTest::newRow("sent, but empty") << QByteArray() << false;
    }
    void anAnswerOfAnotherIssuerIsNotUsed()
    {
        QFETCH(QByteArray, issuer);
        QFETCH(bool, isOurs);
        const auto answer
            = AuthorizeAnswer::fromForm("code=c&state=state&iss=" + issuer.toPercentEncoding(), "state", Login);
        QVERIFY(answer);
        QCOMPARE(answer->isOfAnotherIssuer, !isOurs);
        QCOMPARE(answer->code.isEmpty(), !isOurs);
    }
    void aCodeBesideAnErrorIsNotUsed()
    {
        const auto answer = AuthorizeAnswer::fromForm("code=c&error=e&state=state", "state", Login);
        QVERIFY(answer && answer->isRefusal() && answer->code.isEmpty());
    }
};

BG_TEST(QCoreApplication, LoopbackRequestTest)
#include "LoopbackRequestTest.moc"
