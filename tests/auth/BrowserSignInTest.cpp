// SPDX-License-Identifier: GPL-3.0-or-later
#define OPENSSL_SUPPRESS_DEPRECATED // the random method can be exchanged only in the old way
#include "app/auth/SignIn.h"

#include "app/base/HttpClient.h"
#include "tests/auth/TestBrowser.h"
#include "tests/auth/TestTenant.h"
#include "tests/support/ClientHello.h"
#include "tests/support/FakeClock.h"
#include "tests/support/SelfSignedServer.h"
#include "tests/support/TestProgram.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QMutex>
#include <QMutexLocker>
#include <QTest>

#include <openssl/rand.h>

#include <algorithm>
#include <atomic>

using namespace bg;
using namespace std::chrono_literals;

static QByteArray s256(const QByteArray &verifier)
{
    return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

static QByteArray logged;
static QMutex logMutex;
static void keepLog(QtMsgType, const QMessageLogContext &context, const QString &text)
{
    const QMutexLocker lock(&logMutex);
    logged += QByteArray(context.category) + ": " + text.toUtf8() + '\n';
}

// The whole round of the browser against a login of our own, which answers as Entra does.
class BrowserSignInTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<LoginServer> m_login;
    std::unique_ptr<TestBrowser> m_browser;
    QJsonObject m_claims; // of the ID token; the nonce is added
    QByteArray m_code = "code-1";

    SignInRequest request() const
    {
        SignInRequest request;
        request.cloud = m_login->cloud();
        request.limit = 5s;
        return request;
    }
    Result<std::unique_ptr<TokenSource>> signedIn(const SignInRequest &request, std::stop_token stop = {})
    {
        return signIn(request, *m_browser, m_clock, stop);
    }
    QJsonObject goodBody() const
    {
        QJsonObject claims = m_claims;
        if (!claims.contains(QStringLiteral("nonce")))
            claims.insert(QStringLiteral("nonce"), QString::fromLatin1(m_browser->queries.last()["nonce"]));
        QJsonObject body = tokenBody(QStringLiteral("access-1"), scopes(Consent::SignIn).join(QLatin1Char(' ')));
        body.insert(QStringLiteral("refresh_token"), QStringLiteral("refresh-1"));
        body.insert(QStringLiteral("id_token"), QString::fromLatin1(jwt(claims)));
        return body;
    }
    void comeBackFrom(const QByteArray &issuer)
    {
        m_browser = std::make_unique<TestBrowser>([issuer](const TestBrowser::Query &query, quint16 port) {
            knock(QHostAddress(QHostAddress::LocalHost), port,
                  { get("/?code=c&state=" + query["state"] + "&iss=" + issuer.toPercentEncoding(), port) });
            knock(QHostAddress(QHostAddress::LocalHost), port, { get("/done", port) });
        });
    }
    Error errorOf(const LoginServer::Reply &reply)
    {
        m_login->setAnswer([reply](const LoginServer::Seen &) { return reply; });
        const auto result = signedIn(request());
        return result ? Error{} : result.error();
    }

private Q_SLOTS:
    void init()
    {
        QCoreApplication::setApplicationVersion(QStringLiteral("1.2.3"));
        m_login = std::make_unique<LoginServer>([this](const LoginServer::Seen &) { return json(goodBody()); });
        m_browser = std::make_unique<TestBrowser>(
            [this](const TestBrowser::Query &query, quint16 port) { comeBack(query, port, m_code); });
        m_claims = goodClaims(m_login->cloud().login, m_clock.utcNow());
        m_code = "code-1";
    }
    void cleanup()
    {
        m_browser->join();
        m_login.reset();
    }

    void aPersonSignsIn()
    {
        const auto tokens = signedIn(request());
        QVERIFY2(tokens, tokens ? "" : qPrintable(name(tokens.error().kind) + tokens.error().detail));
        QCOMPARE((*tokens)->identity().objectId, ObjectId(TestObjectId));
        QVERIFY((*tokens)->token(Resource::Graph, { QStringLiteral("User.Read") }, {})->equals("access-1"));
        QCOMPARE(m_browser->roundsOver, 1);
        QCOMPARE(m_browser->link, m_browser->opened.first());
    }
    void theAuthorizeRequestHoldsWhatAPublicClientSends()
    {
        SignInRequest asked = request();
        asked.loginHint = QStringLiteral("a+b@contoso.onmicrosoft.com");
        QVERIFY(signedIn(asked));
        const auto query = m_browser->queries.first();
        QCOMPARE(m_browser->opened.first().path(), QStringLiteral("/organizations/oauth2/v2.0/authorize"));
        QCOMPARE(query["response_type"], QByteArray("code"));
        QCOMPARE(query["client_id"], TestClientId.toLatin1());
        QCOMPARE(query["code_challenge_method"], QByteArray("S256"));
        QCOMPARE(query["code_challenge"].size(), 43);
        QCOMPARE(query["prompt"], QByteArray("select_account"));
        QCOMPARE(query["response_mode"], QByteArray("query"));
        QCOMPARE(query["client_info"], QByteArray("1"));
        QCOMPARE(query["login_hint"], QByteArray("a+b@contoso.onmicrosoft.com"));
        QCOMPARE(query["claims"], QByteArray(R"({"access_token":{"xms_cc":{"values":["cp1"]}}})"));
        QCOMPARE(query["x-client-SKU"], QByteArray("BreakGlassWizard"));
        QCOMPARE(query["x-client-VER"], QByteArray("1.2.3"));
        QVERIFY(!QUuid::fromString(QString::fromLatin1(query["client-request-id"])).isNull());
        QCOMPARE(QString::fromLatin1(query["scope"]),
                 scopeParameter(request().cloud, Resource::Graph, scopes(Consent::SignIn)));
        QVERIFY(query["redirect_uri"].startsWith("http://localhost:"));
        // 128 bits at least, of which RFC 7636 and RFC 6749 speak
        QVERIFY(query["state"].size() >= 22 && query["nonce"].size() >= 22);
    }
    void theBrowserIsStartedWithoutStateAndNonce()
    {
        QVERIFY(signedIn(request()));
        const QByteArray started = m_browser->started.first().toEncoded();
        const auto query = m_browser->queries.first();
        for (const QByteArray &value : { query["state"], query["nonce"], query["code_challenge"] })
            QVERIFY2(value.size() == 43 && !started.contains(value), started.constData());
        QVERIFY(started.startsWith("http://127.0.0.1:"));
    }
    void anAnswerOfAnotherIssuerEndsTheRoundBeforeTheExchange()
    {
        comeBackFrom("https://evil.example/" + TestTenantId.toLatin1() + "/v2.0");
        const auto result = signedIn(request());
        QCOMPARE(result.error().kind, Error::Kind::TokenInvalid);
        QCOMPARE(result.error().detail, QStringLiteral("iss"));
        QVERIFY(m_login->seen().isEmpty());
    }
    void anAnswerThatNamesAnotherTenantThanTheTokenIsRefused()
    {
        const QByteArray login = m_login->cloud().login.toEncoded();
        comeBackFrom(login + '/' + TestObjectId.toLatin1() + "/v2.0"); // some other id
        QCOMPARE(signedIn(request()).error().detail, QStringLiteral("iss"));
        comeBackFrom(login + '/' + TestTenantId.toLatin1() + "/v2.0");
        QVERIFY(signedIn(request()));
    }
    void theExchangeKeepsTheTransportRules()
    {
        ClientHello login;
        SignInRequest asked = request();
        asked.cloud.login = login.origin();
        QVERIFY(!signedIn(asked));
        QVERIFY2(!login.hello().isEmpty() && !login.hello().contains("\x02h2"), login.hello().toHex().constData());
    }
    void theExchangeIsAPublicClientsOwn()
    {
        m_code = "a%2Bb%2Fc%3D%3D"; // a+b/c==
        QVERIFY(signedIn(request()));
        const auto authorize = m_browser->queries.first();
        QCOMPARE(m_login->seen().size(), 1);
        const LoginServer::Seen exchange = m_login->seen().first();
        QCOMPARE(exchange.path, QByteArray("/organizations/oauth2/v2.0/token"));
        QCOMPARE(exchange.form["grant_type"], QByteArray("authorization_code"));
        QCOMPARE(exchange.form["code"], QByteArray("a+b/c=="));
        QCOMPARE(exchange.form["redirect_uri"], authorize["redirect_uri"]);
        QCOMPARE(exchange.form["client_id"], TestClientId.toLatin1());
        QCOMPARE(s256(exchange.form["code_verifier"]), authorize["code_challenge"]);
        QCOMPARE(exchange.form["code_verifier"].size(), 43);
        QVERIFY(!exchange.form.contains("client_secret"));
        QVERIFY(!exchange.raw.toLower().contains("\r\nauthorization:"));
        QVERIFY(exchange.raw.contains("client-request-id: " + authorize["client-request-id"]));
    }
    void whoProvesToBeThereSignsInAnew()
    {
        SignInRequest asked = request();
        asked.prompt = SignInRequest::Prompt::Login;
        QVERIFY(signedIn(asked));
        QCOMPARE(m_browser->queries.first()["prompt"], QByteArray("login"));
    }
    void anyThreadWillDo()
    {
        // One that has never run an event loop.
        bool isSignedIn = false;
        std::thread([&] { isSignedIn = signedIn(request()).has_value(); }).join();
        QVERIFY(isSignedIn);
    }
    void formPostIsUnderstoodAsWell()
    {
        m_browser = std::make_unique<TestBrowser>([](const TestBrowser::Query &query, quint16 port) {
            const QByteArray body = "code=c&state=" + query["state"];
            knock(QHostAddress(QHostAddress::LocalHost), port,
                  { "POST / HTTP/1.1\r\nHost: localhost:" + QByteArray::number(port)
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                    + QByteArray::number(body.size()) + "\r\n\r\n" + body });
            knock(QHostAddress(QHostAddress::LocalHost), port, { get("/done", port) });
        });
        SignInRequest asked = request();
        asked.responseMode = SignInRequest::ResponseMode::FormPost;
        QVERIFY(signedIn(asked));
        QCOMPARE(m_browser->queries.first()["response_mode"], QByteArray("form_post"));
    }

    void nothingOfARoundComesTwice()
    {
        QSet<QByteArray> seen;
        for (int round = 0; round < 10; ++round) {
            QVERIFY(signedIn(request()));
            const auto query = m_browser->queries.last();
            for (const QByteArray &value :
                 { query["state"], query["nonce"], m_login->seen().last().form["code_verifier"] }) {
                QCOMPARE(value.size(), 43); // 32 bytes, base64url
                seen.insert(value);
            }
        }
        QCOMPARE(seen.size(), 30);
    }
    void stateNonceAndVerifierComeFromOpenSsl()
    {
        // Whoever holds OpenSSL's generator, and nobody else, can predict them. QtNetworkAuth 6.4 would make them from
        // the clock.
        const RAND_METHOD *before = RAND_get_rand_method();
        static std::atomic<unsigned char> last;
        last = 0;
        RAND_METHOD predictable{};
        predictable.bytes = [](unsigned char *bytes, int size) {
            std::fill_n(bytes, size, ++last);
            return 1;
        };
        RAND_set_rand_method(&predictable);
        const auto tokens = signedIn(request());
        RAND_set_rand_method(before);
        QVERIFY(tokens);
        QSet<QByteArray> predicted;
        for (int drawn = 1; drawn <= last; ++drawn)
            predicted.insert(
                QByteArray(32, char(drawn)).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        const auto query = m_browser->queries.last();
        QVERIFY(predicted.contains(query["state"]));
        QVERIFY(predicted.contains(query["nonce"]));
        QVERIFY(predicted.contains(m_login->seen().last().form["code_verifier"]));
    }
    void noTokenCodeOrVerifierReachesAnyLog()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("*=true\nqt.networkauth*=true"));
        logged.clear();
        const auto before = qInstallMessageHandler(keepLog);
        m_code = "secret-code";
        const auto tokens = signedIn(request());
        errorOf(json({ { QStringLiteral("error"), QStringLiteral("invalid_grant") } }, 400));
        errorOf(json({ { QStringLiteral("access_token"), QStringLiteral("half-a-token") } }));
        qInstallMessageHandler(before);
        QLoggingCategory::setFilterRules({});
        QVERIFY(tokens);
        const QMutexLocker lock(&logMutex);
        QList<QByteArray> secrets{ "access-1", "refresh-1", "secret-code", "half-a-token" };
        for (const auto &query : m_browser->queries)
            secrets += { query["state"], query["nonce"] };
        for (const auto &seen : m_login->seen())
            secrets += seen.form["code_verifier"];
        QCOMPARE(secrets.size(), 4 + 6 + 3);
        for (const QByteArray &secret : secrets)
            QVERIFY2(!secret.isEmpty() && !logged.contains(secret), logged.constData());
        QVERIFY2(!logged.contains("networkauth"), logged.constData());
    }

    void theTokenEndpointsErrorsAreNotLost()
    {
        const Error error
            = errorOf(json({ { QStringLiteral("error"), QStringLiteral("invalid_client") },
                             { QStringLiteral("error_description"),
                               QStringLiteral("AADSTS7000218: The request body must contain client_secret.") },
                             { QStringLiteral("correlation_id"), QStringLiteral("corr-1") } },
                           401));
        QCOMPARE(error.kind, Error::Kind::SignInRefused);
        QCOMPARE(error.serviceCode, QStringLiteral("AADSTS7000218"));
        QCOMPARE(error.requestId, QStringLiteral("corr-1"));
    }
    void aCaptivePortalIsOneClearError()
    {
        LoginServer::Reply portal;
        portal.body = "<html>Log in to the WiFi</html>";
        portal.contentType = "text/html";
        QCOMPARE(errorOf(portal).kind, Error::Kind::Malformed);
    }
    void aRedirectIsNotFollowed()
    {
        LoginServer elsewhere([](const LoginServer::Seen &) { return json({}); });
        LoginServer::Reply redirect;
        redirect.status = 307;
        for (const QByteArray &target : { QByteArray("/elsewhere"), elsewhere.cloud().login.toEncoded() + "/token" }) {
            redirect.headers = "Location: " + target + "\r\n";
            QCOMPARE(errorOf(redirect).kind, Error::Kind::Redirected);
        }
        QCOMPARE(m_login->seen().size(), 2);
        QVERIFY(elsewhere.seen().isEmpty());
    }
    void aCertificateThatNobodyVouchesForEndsTheRound()
    {
        SelfSignedServer login;
        SignInRequest asked = request();
        asked.cloud.login = login.origin();
        QCOMPARE(signedIn(asked).error().kind, Error::Kind::Tls);
        QCOMPARE(login.handshakes, 1);
        QVERIFY(login.seen.isEmpty());
    }
    void anEndlessAnswerIsCutOff()
    {
        LoginServer::Reply endless;
        endless.body = QByteArray(3 << 20, ' ');
        const Error error = errorOf(endless);
        QVERIFY(error.kind == Error::Kind::TooLarge || error.kind == Error::Kind::Offline);
    }
    void aRefusalInTheBrowserIsToldWithItsNumber()
    {
        m_browser = std::make_unique<TestBrowser>([](const TestBrowser::Query &query, quint16 port) {
            knock(QHostAddress(QHostAddress::LocalHost), port,
                  { get("/?error=access_denied&error_description=AADSTS65004%3A+declined&state=" + query["state"],
                        port) });
        });
        const auto result = signedIn(request());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::SignInRefused);
        QCOMPARE(result.error().serviceCode, QStringLiteral("AADSTS65004"));
        QCOMPARE(result.error().requestId.toLatin1(), m_browser->queries.first()["client-request-id"]);
        QVERIFY(m_login->seen().isEmpty());
    }
    void aForgedErrorFirstDoesNotEndTheRound()
    {
        m_browser = std::make_unique<TestBrowser>([](const TestBrowser::Query &query, quint16 port) {
            knock(QHostAddress(QHostAddress::LocalHost), port, { get("/?error=server_error", port) });
            knock(QHostAddress(QHostAddress::LocalHost), port, { get("/favicon.ico", port) });
            knock(QHostAddress(QHostAddress::LocalHost), port, { get("/?code=evil&state=forged", port) });
            comeBack(query, port, "code-1");
        });
        QVERIFY(signedIn(request()));
        QCOMPARE(m_login->seen().first().form["code"], QByteArray("code-1"));
    }

    void aClosedTabEndsWithTheTimeLimit()
    {
        m_browser = std::make_unique<TestBrowser>([](const TestBrowser::Query &, quint16) {});
        SignInRequest asked = request();
        asked.limit = 50ms;
        QCOMPARE(signedIn(asked).error().kind, Error::Kind::SignInExpired);
        QCOMPARE(m_browser->roundsOver, 1);
    }
    void thePortIsClosedAfterTheRound_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("signed in") << QByteArray("/?code=c&state=");
        QTest::newRow("refused") << QByteArray("/?error=access_denied&state=");
        QTest::newRow("nobody came") << QByteArray();
    }
    void thePortIsClosedAfterTheRound()
    {
        QFETCH(QByteArray, path);
        // The closing page is never asked for.
        m_browser = std::make_unique<TestBrowser>([path](const TestBrowser::Query &query, quint16 port) {
            if (!path.isEmpty())
                knock(QHostAddress(QHostAddress::LocalHost), port, { get(path + query["state"], port) });
        });
        SignInRequest asked = request();
        asked.limit = path.isEmpty() ? 50ms : 5000ms;
        QCOMPARE(signedIn(asked).has_value(), path.contains("code"));
        const QUrl redirect(QString::fromLatin1(m_browser->queries.first()["redirect_uri"]));
        for (const auto family : { QHostAddress::LocalHost, QHostAddress::LocalHostIPv6 })
            QCOMPARE(knock(QHostAddress(family), quint16(redirect.port()), {}), QByteArray("refused"));
    }
    void theBrowserIsTheUsualWay() { QCOMPARE(SignInRequest().way, SignInRequest::Way::Browser); }
    void fiveMinutesAreTheUsualLimit() { QCOMPARE(SignInRequest().limit, std::chrono::milliseconds(5min)); }
    void cancelIsFeltAtOnceWhileTheBrowserIsOpen()
    {
        const std::stop_source stop;
        QElapsedTimer since;
        m_browser = std::make_unique<TestBrowser>([stop, &since](const TestBrowser::Query &, quint16) {
            since.start();
            stop.request_stop();
        });
        QCOMPARE(signedIn(request(), stop.get_token()).error().kind, Error::Kind::Cancelled);
        QVERIFY(since.elapsed() < 100);
    }
    void cancelIsFeltAtOnceDuringTheExchange()
    {
        const std::stop_source stop;
        QElapsedTimer since;
        m_login->setAnswer([stop, &since](const LoginServer::Seen &) {
            since.start();
            stop.request_stop();
            LoginServer::Reply silent;
            silent.isSilent = true;
            return silent;
        });
        QCOMPARE(signedIn(request(), stop.get_token()).error().kind, Error::Kind::Cancelled);
        QVERIFY(since.elapsed() < 100);
    }
    void noBrowserIsToldAsSuch()
    {
        m_browser->opens = false;
        QCOMPARE(signedIn(request()).error().kind, Error::Kind::BrowserNotOpened);
        QVERIFY(!m_browser->link.isEmpty()); // could be copied before
    }

    void aReplayedIdTokenIsRefused()
    {
        m_claims.insert(QStringLiteral("nonce"), QStringLiteral("of-another-round"));
        const auto result = signedIn(request());
        QCOMPARE(result.error().kind, Error::Kind::TokenInvalid);
        QCOMPARE(result.error().detail, QStringLiteral("nonce"));
    }
    void anAnswerWithoutIdTokenIsRefused()
    {
        QCOMPARE(errorOf(json(tokenBody(QStringLiteral("a"), QStringLiteral("User.Read")))).kind,
                 Error::Kind::TokenInvalid);
    }
    void anotherTenantThanTheOneAskedForIsRefused()
    {
        SignInRequest asked = request();
        asked.tenant = TestObjectId; // some other id
        QCOMPARE(signedIn(asked).error().kind, Error::Kind::WrongTenant);
        asked.tenant = TestTenantId;
        QVERIFY(signedIn(asked));
        QCOMPARE(m_browser->opened.last().path(), QStringLiteral("/%1/oauth2/v2.0/authorize").arg(TestTenantId));
    }
    void authoritiesOfPersonalAccountsAreNeverAsked()
    {
        for (const char *authority : { "common", "consumers" }) {
            SignInRequest asked = request();
            asked.tenant = QString::fromLatin1(authority);
            QCOMPARE(signedIn(asked).error().kind, Error::Kind::UnsupportedTenant);
        }
        QVERIFY(m_browser->opened.isEmpty());
    }
    void signingInAgainAsksForTheSameScopes()
    {
        // QtNetworkAuth 6.4 overwrites what was asked for with what was granted.
        m_login->setAnswer([this](const LoginServer::Seen &) {
            QJsonObject body = goodBody();
            body.insert(QStringLiteral("scope"), QStringLiteral("User.Read"));
            return json(body);
        });
        const SignInRequest asked = request();
        QVERIFY(signedIn(asked));
        QVERIFY(signedIn(asked));
        QCOMPARE(m_browser->queries[1]["scope"], m_browser->queries[0]["scope"]);
    }
};

BG_TEST(QCoreApplication, BrowserSignInTest)
#include "BrowserSignInTest.moc"
