// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenCache.h"

#include "app/base/Random.h"
#include "tests/auth/TestBrowser.h"
#include "tests/auth/TestTenant.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QTest>

#include <openssl/crypto.h>

#include <atomic>
#include <thread>

using namespace bg;
using namespace std::chrono_literals;

static const QString Read = QStringLiteral("User.Read"), Write = QStringLiteral("Group.ReadWrite.All"),
                     Azure = QStringLiteral("user_impersonation");
static const QString AuthContext = QStringLiteral(R"({"access_token":{"acrs":{"essential":true,"value":"c1"}}})");
static const QString Event = QStringLiteral(R"({"access_token":{"nbf":{"essential":true,"value":"1"}}})");

// Tokens after the sign-in, against a login that grants what it is told to, and rotates its refresh tokens.
class TokenCacheTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<LoginServer> m_login;
    std::unique_ptr<TestBrowser> m_browser;
    std::unique_ptr<TokenCache> m_tokens;

    // What the login does next; set before, read on its thread.
    QStringList m_withheld; // never granted, whoever asks
    std::atomic<bool> m_consented = true; // else scopes beyond the first need the person
    std::atomic<int> m_life = 3600;
    std::atomic<int> m_refreshIn = 0; // 0: not told
    std::atomic<bool> m_rotates = true; // else the refresh token stays the same and is not sent again
    std::atomic<int> m_count = 0; // tokens given
    std::atomic<int> m_refusals = 0; // refreshes to be refused with m_refusal
    QJsonObject m_refusal;
    int m_refusalStatus = 400;
    QString m_person = TestObjectId, m_tenant = TestTenantId,
            m_name = QStringLiteral("operator@contoso.onmicrosoft.com");
    std::function<void()> m_onRefresh;

    LoginServer::Reply answer(const LoginServer::Seen &seen)
    {
        const bool isRefresh = seen.form["grant_type"] == "refresh_token";
        if (isRefresh && m_onRefresh)
            m_onRefresh();
        if (isRefresh && m_refusals > 0) {
            --m_refusals;
            return json(m_refusal, m_refusalStatus);
        }
        QStringList granted;
        for (const QString &full : QString::fromLatin1(seen.form["scope"]).split(QLatin1Char(' '))) {
            const QString scope = full.mid(full.lastIndexOf(QLatin1Char('/')) + 1);
            if (!m_withheld.contains(scope))
                granted.append(scope);
        }
        if (isRefresh && !m_consented && (granted.contains(Write) || granted.contains(Azure)))
            return json({ { QStringLiteral("error"), QStringLiteral("invalid_grant") },
                          { QStringLiteral("suberror"), QStringLiteral("consent_required") },
                          { QStringLiteral("error_codes"), QJsonArray{ 65001 } } },
                        400);
        const int number = ++m_count;
        QJsonObject body = tokenBody(QStringLiteral("access-%1").arg(number), granted.join(QLatin1Char(' ')).toLower());
        body.insert(QStringLiteral("expires_in"), m_life.load());
        if (m_refreshIn > 0)
            body.insert(QStringLiteral("refresh_in"), m_refreshIn.load());
        if (m_rotates)
            body.insert(QStringLiteral("refresh_token"), QStringLiteral("refresh-%1").arg(number));
        QJsonObject claims = goodClaims(m_login->cloud().login, m_clock.utcNow());
        claims.insert(QStringLiteral("oid"), m_person);
        claims.insert(QStringLiteral("tid"), m_tenant);
        claims.insert(QStringLiteral("preferred_username"), m_name);
        claims.insert(QStringLiteral("iss"),
                      QStringLiteral("%1/%2/v2.0").arg(m_login->cloud().login.toString(), m_tenant));
        if (!isRefresh)
            claims.insert(QStringLiteral("nonce"), QString::fromLatin1(m_browser->queries.last()["nonce"]));
        body.insert(QStringLiteral("id_token"), QString::fromLatin1(jwt(claims)));
        return json(body);
    }
    QByteArray token(const QStringList &scopes = { Read }, Resource resource = Resource::Graph)
    {
        const auto secret = m_tokens->token(resource, scopes, {});
        return secret ? secret->reveal().toByteArray() : name(secret.error().kind).toLatin1();
    }
    qsizetype exchanges() const { return m_login->seen().size(); }
    void refuse(int times, const QJsonObject &body, int status = 400)
    {
        m_refusal = body;
        m_refusalStatus = status;
        m_refusals = times;
    }

private Q_SLOTS:
    void init()
    {
        m_withheld.clear();
        m_consented = true;
        m_life = 3600;
        m_refreshIn = 0;
        m_rotates = true;
        m_count = 0;
        m_refusals = 0;
        m_person = TestObjectId;
        m_tenant = TestTenantId;
        m_name = QStringLiteral("operator@contoso.onmicrosoft.com");
        m_onRefresh = {};
        m_login = std::make_unique<LoginServer>([this](const LoginServer::Seen &seen) { return answer(seen); });
        m_browser = std::make_unique<TestBrowser>(
            [](const TestBrowser::Query &query, quint16 port) { comeBack(query, port, "code"); });
        SignInRequest request;
        request.cloud = m_login->cloud();
        request.limit = 5s;
        Grant first;
        first.tokens.accessToken = Secret::copyOf("access-0");
        first.tokens.refreshToken = Secret::copyOf("refresh-0");
        first.tokens.expiresIn = 3600s;
        first.identity = {
            ObjectId(TestObjectId), TenantId(TestTenantId), QStringLiteral("operator@contoso.onmicrosoft.com"), {}
        };
        m_tokens = std::make_unique<TokenCache>(request, std::move(first), *m_browser, m_clock);
    }
    void cleanup()
    {
        m_browser->join();
        m_login.reset();
    }

    void aTokenIsKeptUntilFiveMinutesBeforeItsEnd()
    {
        QCOMPARE(token(), QByteArray("access-0"));
        m_clock.advance(54min + 59s);
        QCOMPARE(token(), QByteArray("access-0"));
        QCOMPARE(exchanges(), 0);
        m_clock.advance(1s);
        QCOMPARE(token(), QByteArray("access-1"));
        QCOMPARE(exchanges(), 1);
    }
    void aRefreshIsAPublicClientsOwnAndGoesToTheTenant()
    {
        m_clock.advance(1h);
        QCOMPARE(token(), QByteArray("access-1"));
        const LoginServer::Seen refresh = m_login->seen().first();
        QCOMPARE(refresh.path, QByteArray("/" + TestTenantId.toLatin1() + "/oauth2/v2.0/token"));
        QCOMPARE(refresh.form["refresh_token"], QByteArray("refresh-0"));
        QCOMPARE(refresh.form["client_id"], TestClientId.toLatin1());
        QVERIFY(refresh.form["scope"].contains("/User.Read ")
                && refresh.form["scope"].endsWith("openid profile offline_access"));
        QVERIFY(refresh.form["claims"].contains("cp1"));
        for (const char *empty : { "client_secret", "redirect_uri", "code" })
            QVERIFY(!refresh.form.contains(empty));
    }
    void theRotatedRefreshTokenIsUsedNext()
    {
        m_clock.advance(1h);
        token();
        m_clock.advance(1h);
        QCOMPARE(token(), QByteArray("access-2"));
        QCOMPARE(m_login->seen().last().form["refresh_token"], QByteArray("refresh-1"));
    }
    void aRefreshTokenThatIsNotReplacedIsUsedAgain()
    {
        m_rotates = false;
        for (int i = 0; i < 2; ++i) {
            m_clock.advance(1h);
            token();
            QCOMPARE(m_login->seen().last().form["refresh_token"], QByteArray("refresh-0"));
        }
    }
    void aTokenIsRenewedWhenTheLoginWishesAndServesOnWhileTheLoginIsBusy()
    {
        m_refreshIn = 1200;
        m_clock.advance(1h);
        QCOMPARE(token(), QByteArray("access-1"));
        m_clock.advance(899s);
        QCOMPARE(token(), QByteArray("access-1"));
        QCOMPARE(exchanges(), 1);
        refuse(2, {}, 503);
        m_clock.advance(601s);
        QCOMPARE(token(), QByteArray("access-1"));
        QCOMPARE(exchanges(), 3);
        QCOMPARE(token(), QByteArray("access-2"));
    }
    void theWishedMomentIsSpreadOverTenMinutes()
    {
        m_life = 86400;
        m_refreshIn = 3600;
        m_clock.advance(24h);
        token();
        int early = 0, late = 0;
        while (early + late < 60 && (early == 0 || late == 0)) {
            const qsizetype before = exchanges();
            m_clock.advance(3600s);
            token();
            const bool isEarly = exchanges() > before;
            ++(isEarly ? early : late);
            if (isEarly)
                continue;
            m_clock.advance(300s);
            token();
            QCOMPARE(exchanges(), before + 1);
        }
        QVERIFY(early > 0 && late > 0);
    }
    void aShortLivedTokenIsNotRefreshedForEveryRequest()
    {
        m_life = 120;
        m_clock.advance(1h);
        QCOMPARE(token(), QByteArray("access-1"));
        m_clock.advance(59s);
        QCOMPARE(token(), QByteArray("access-1"));
        m_clock.advance(1s);
        QCOMPARE(token(), QByteArray("access-2"));
    }
    void manyLanesRefreshOnce()
    {
        m_clock.advance(55min); // five minutes are left
        std::atomic<int> good = 0;
        std::vector<std::thread> lanes;
        for (int i = 0; i < 16; ++i)
            lanes.emplace_back([&] {
                const auto secret = m_tokens->token(Resource::Graph, { Read }, {});
                good += secret && secret->equals("access-1");
            });
        for (std::thread &lane : lanes)
            lane.join();
        QCOMPARE(good.load(), 16);
        QCOMPARE(exchanges(), 1);
    }
    void aLaneThatIsStoppedWhileItWaitsIsLetGoAndTheOthersAreServed()
    {
        m_clock.advance(1h);
        std::stop_source stop;
        std::atomic<bool> isOut = false;
        m_onRefresh = [&] {
            stop.request_stop();
            while (!isOut)
                std::this_thread::yield();
        };
        std::thread waiter;
        std::thread leader([&] { QVERIFY(m_tokens->token(Resource::Graph, { Read }, {})); });
        waiter = std::thread([&] {
            while (exchanges() == 0)
                std::this_thread::yield();
            QCOMPARE(m_tokens->token(Resource::Graph, { Read }, stop.get_token()).error().kind, Error::Kind::Cancelled);
            isOut = true;
        });
        waiter.join();
        leader.join();
        QCOMPARE(token(), QByteArray("access-1"));
    }
    void aStoppedLeaderDoesNotStopTheOthers()
    {
        m_clock.advance(1h);
        std::stop_source stop;
        m_onRefresh = [&] {
            m_onRefresh = {};
            stop.request_stop();
        };
        std::thread other;
        const auto led = m_tokens->token(Resource::Graph, { Read }, stop.get_token());
        QVERIFY(!led || led->equals("access-1")); // stopped, unless the answer was faster
        QVERIFY(token().startsWith("access-"));
    }
    void distrustRefreshesWhateverTheClockSays()
    {
        m_tokens->invalidate(Resource::Graph);
        QCOMPARE(token(), QByteArray("access-1"));
    }
    void azureIsServedFromTheSameSignIn()
    {
        QCOMPARE(token({}, Resource::ResourceManager), QByteArray("access-1"));
        QCOMPARE(m_login->seen().first().form["scope"],
                 QByteArray("http://127.0.0.3:1/user_impersonation openid profile offline_access"));
        QCOMPARE(token(), QByteArray("access-0")); // Graph's own is untouched
        QVERIFY(m_browser->rounds.isEmpty());
    }
    void azuresOwnConsentIsAskedForInTheBrowser()
    {
        m_consented = false;
        QCOMPARE(token({}, Resource::ResourceManager), QByteArray("access-1"));
        QCOMPARE(m_browser->rounds.size(), 1);
        QCOMPARE(m_browser->rounds.first().consent, Consent::ResourceManager);
        QCOMPARE(m_browser->queries.first()["scope"],
                 QByteArray("http://127.0.0.3:1/user_impersonation openid profile offline_access"));
        QCOMPARE(token(), QByteArray("access-0"));
    }

    void scopesAreAskedForWhenFirstNeededAndAllOfOneConsentTogether()
    {
        QCOMPARE(token({ Write }), QByteArray("access-1"));
        const QByteArray asked = m_login->seen().first().form["scope"];
        for (const QString &scope : scopes(Consent::SetUp) + scopes(Consent::SignIn))
            QVERIFY2(asked.contains("/" + scope.toLatin1() + " "), qPrintable(scope));
        QCOMPARE(token({ QStringLiteral("User-PasswordProfile.ReadWrite.All") }), QByteArray("access-1"));
        QCOMPARE(token(), QByteArray("access-1"));
        QCOMPARE(exchanges(), 1);
        QVERIFY(m_browser->rounds.isEmpty()); // agreed to long ago: nobody is bothered
    }
    void missingConsentIsAskedForInTheBrowserWithItsReason()
    {
        m_consented = false;
        QCOMPARE(token({ Write }), QByteArray("access-1"));
        QCOMPARE(m_browser->rounds.size(), 1);
        const SignInRound round = m_browser->rounds.first();
        QCOMPARE(round.purpose, SignInRound::Purpose::Consent);
        QCOMPARE(round.consent, Consent::SetUp);
        QVERIFY(round.scopes.contains(Write));
        const auto query = m_browser->queries.first();
        QCOMPARE(query["login_hint"], QByteArray("operator@contoso.onmicrosoft.com"));
        QVERIFY(!query.contains("prompt"));
        QCOMPARE(m_browser->opened.first().path(), QStringLiteral("/%1/oauth2/v2.0/authorize").arg(TestTenantId));
    }
    void whatIsNotGrantedIsNamedAndThePersonIsNotAskedAgainAndAgain()
    {
        m_withheld = { Write };
        const auto first = m_tokens->token(Resource::Graph, { Write, Read }, {});
        QCOMPARE(first.error().kind, Error::Kind::ConsentMissing);
        QCOMPARE(first.error().detail, Write);
        QCOMPARE(m_browser->rounds.size(), 1);
        QCOMPARE(token({ Write }), QByteArray("ConsentMissing"));
        QCOMPARE(m_browser->rounds.size(), 1);
        QVERIFY(token().startsWith("access-")); // what was granted goes on working
        m_withheld.clear();
        m_tokens->invalidate(Resource::Graph);
        QVERIFY(token({ Write }).startsWith("access-"));
    }
    void aScopeThatThisClientCannotHaveDoesNotCostTheOthers()
    {
        refuse(1,
               { { QStringLiteral("error"), QStringLiteral("invalid_request") },
                 { QStringLiteral("error_codes"), QJsonArray{ 65002 } } });
        QCOMPARE(token({ Write }), QByteArray("access-1"));
        QVERIFY(!m_login->seen().last().form["scope"].contains("User.DeleteRestore.All"));
        refuse(2,
               { { QStringLiteral("error"), QStringLiteral("invalid_scope") },
                 { QStringLiteral("error_codes"), QJsonArray{ 70011 } } });
        const auto refused = m_tokens->token(Resource::Graph, { QStringLiteral("User.DeleteRestore.All") }, {});
        QCOMPARE(refused.error().kind, Error::Kind::ConsentMissing);
        QCOMPARE(refused.error().detail, QStringLiteral("User.DeleteRestore.All"));
    }
    void aNoOfThePersonIsTakenForAnAnswer()
    {
        m_consented = false;
        m_browser->agrees = false;
        QCOMPARE(token({ Write }), QByteArray("Cancelled"));
        QVERIFY(m_browser->opened.isEmpty());
    }

    void anEndedSessionIsRenewedInTheBrowser()
    {
        refuse(1,
               { { QStringLiteral("error"), QStringLiteral("invalid_grant") },
                 { QStringLiteral("error_codes"), QJsonArray{ 50173 } } });
        m_clock.advance(1h);
        QCOMPARE(token(), QByteArray("access-1"));
        QCOMPARE(m_browser->rounds.first().purpose, SignInRound::Purpose::SessionEnded);
    }
    void claimsOfARefusedRefreshGoToTheBrowser()
    {
        refuse(1,
               { { QStringLiteral("error"), QStringLiteral("interaction_required") },
                 { QStringLiteral("claims"), AuthContext } });
        m_clock.advance(1h);
        QCOMPARE(token(), QByteArray("access-1"));
        QCOMPARE(m_browser->rounds.first().purpose, SignInRound::Purpose::StepUp);
        QVERIFY(m_browser->queries.first()["claims"].contains("\"acrs\""));
    }
    void aRefusalThatNobodyCanMendInTheBrowserIsPassedOn()
    {
        refuse(1,
               { { QStringLiteral("error"), QStringLiteral("invalid_client") },
                 { QStringLiteral("error_codes"), QJsonArray{ 7000218 } } });
        m_clock.advance(1h);
        const auto refused = m_tokens->token(Resource::Graph, { Read }, {});
        QCOMPARE(refused.error().serviceCode, QStringLiteral("AADSTS7000218"));
        QVERIFY(m_browser->opened.isEmpty());
        QCOMPARE(token(), QByteArray("access-1")); // and the next try is a try
    }
    void aBusyLoginIsAskedOnceMore()
    {
        refuse(1, {}, 503);
        m_clock.advance(1h);
        QCOMPARE(token(), QByteArray("access-1"));
        refuse(2, {}, 503);
        m_clock.advance(1h);
        QCOMPARE(token(), QByteArray("Unavailable"));
    }

    void anAuthenticationContextIsMetInTheBrowser()
    {
        QVERIFY(m_tokens->stepUp(Resource::Graph, AuthContext, {}));
        QCOMPARE(m_browser->rounds.first().purpose, SignInRound::Purpose::StepUp);
        const QByteArray claims = m_browser->queries.first()["claims"];
        QVERIFY(claims.contains("\"acrs\"") && claims.contains("cp1"));
        QCOMPARE(m_login->seen().first().form["grant_type"], QByteArray("authorization_code"));
        QCOMPARE(token(), QByteArray("access-1"));
        QCOMPARE(exchanges(), 1);
    }
    void anEventIsAnsweredSilentlyFirstAndInTheBrowserWhenItComesAgain()
    {
        QVERIFY(m_tokens->stepUp(Resource::Graph, Event, {}));
        QVERIFY(m_browser->opened.isEmpty());
        QVERIFY(m_login->seen().first().form["claims"].contains("\"nbf\""));
        QCOMPARE(token(), QByteArray("access-1"));
        QVERIFY(m_tokens->stepUp(Resource::Graph, Event, {}));
        QCOMPARE(m_browser->opened.size(), 1);
        QCOMPARE(token(), QByteArray("access-2"));
    }
    void aChallengeThatIsNoJsonIsMalformed()
    {
        QCOMPARE(m_tokens->stepUp(Resource::Graph, QStringLiteral("{"), {}).error().kind, Error::Kind::Malformed);
    }

    void anotherPersonStopsEveryLane()
    {
        m_person = QStringLiteral("bbbbbbbb-bbbb-4ccc-8ddd-eeeeeeeeeeee");
        QCOMPARE(m_tokens->stepUp(Resource::Graph, AuthContext, {}).error().kind, Error::Kind::WrongPerson);
        m_person = TestObjectId;
        QCOMPARE(token(), QByteArray("WrongPerson"));
        QCOMPARE(token({}, Resource::ResourceManager), QByteArray("WrongPerson"));
        QCOMPARE(m_tokens->identity().objectId, ObjectId(TestObjectId));
    }
    void aPersonWithANewNameIsTheSamePerson()
    {
        m_name = QStringLiteral("renamed@contoso.onmicrosoft.com");
        m_clock.advance(1h);
        QCOMPARE(token(), QByteArray("access-1"));
    }
    void anotherTenantStopsEveryLane()
    {
        m_tenant = QStringLiteral("99999999-2222-4333-8444-555555555555");
        m_clock.advance(1h);
        QCOMPARE(token(), QByteArray("WrongTenant"));
        QCOMPARE(token({}, Resource::ResourceManager), QByteArray("WrongTenant"));
    }
    void afterSigningOutThereIsNothingLeft()
    {
        m_tokens->signOut();
        QCOMPARE(token(), QByteArray("Unauthorized"));
        QCOMPARE(m_tokens->stepUp(Resource::Graph, Event, {}).error().kind, Error::Kind::Unauthorized);
        QCOMPARE(exchanges(), 0);
    }
    void signingOutWipesTheTokens()
    {
        QVERIFY(Secret::lockHeap());
        randomBytes(1); // OpenSSL's generator keeps its own seed there
        const std::size_t before = CRYPTO_secure_used();
        m_clock.advance(1h);
        QCOMPARE(token(), QByteArray("access-1"));
        QVERIFY(CRYPTO_secure_used() > before);
        m_tokens->signOut(); // a Secret that is let go is wiped
        QCOMPARE(CRYPTO_secure_used(), before);
    }
    void anAnswerAfterSigningOutIsNotKept()
    {
        m_clock.advance(1h);
        m_onRefresh = [this] { m_tokens->signOut(); };
        QCOMPARE(token(), QByteArray("Unauthorized"));
    }
};

BG_TEST(QCoreApplication, TokenCacheTest)
#include "TokenCacheTest.moc"
