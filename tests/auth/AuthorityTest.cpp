// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/Authority.h"

#include "app/auth/SignIn.h"
#include "tests/auth/TestBrowser.h"
#include "tests/auth/TestTenant.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QTest>

using namespace bg;

// The question before the browser opens: is there a login, and does it know the tenant?
class AuthorityTest : public QObject {
    Q_OBJECT

    static Result<void> found(const LoginServer::Reply &reply)
    {
        LoginServer login([reply](const LoginServer::Seen &) { return reply; });
        return findAuthority(login.cloud(), QStringLiteral("organizations"), {});
    }

private Q_SLOTS:
    void aTenantThatNobodyKnowsIsToldWithItsNumber()
    {
        const auto result = found(json({ { QStringLiteral("error"), QStringLiteral("invalid_tenant") },
                                         { QStringLiteral("error_codes"), QJsonArray{ 90002 } } },
                                       400));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::SignInRefused);
        QCOMPARE(result.error().serviceCode, QStringLiteral("AADSTS90002"));
    }
    void aLoginThatSaysSomethingElseMayStillSignSomebodyIn()
    {
        QVERIFY(found(json({})));
        QVERIFY(found(json({ { QStringLiteral("error"), QStringLiteral("busy") } }, 503)));
    }
    void aRedirectIsNotFollowed()
    {
        LoginServer elsewhere([](const LoginServer::Seen &) { return json({}); });
        LoginServer::Reply redirect;
        redirect.status = 302;
        redirect.headers = "Location: " + elsewhere.cloud().login.toEncoded() + "/\r\n";
        QCOMPARE(found(redirect).error().kind, Error::Kind::Redirected);
        QVERIFY(elsewhere.seen().isEmpty());
    }
    void endpointsThatTheLoginNamesElsewhereAreNotUsed()
    {
        FakeClock clock;
        LoginServer elsewhere([](const LoginServer::Seen &) { return json({}); });
        const QString other = elsewhere.cloud().login.toString();
        QUrl login;
        TestBrowser browser([](const TestBrowser::Query &query, quint16 port) { comeBack(query, port, "code"); });
        LoginServer server([&](const LoginServer::Seen &seen) {
            if (seen.path.endsWith("openid-configuration"))
                return json({ { QStringLiteral("issuer"), other },
                              { QStringLiteral("authorization_endpoint"), other + QStringLiteral("/authorize") },
                              { QStringLiteral("token_endpoint"), other + QStringLiteral("/token") } });
            QJsonObject claims = goodClaims(login, clock.utcNow());
            claims.insert(QStringLiteral("nonce"), QString::fromLatin1(browser.queries.last()["nonce"]));
            QJsonObject body = tokenBody(QStringLiteral("access-1"), scopes(Consent::SignIn).join(QLatin1Char(' ')));
            body.insert(QStringLiteral("id_token"), QString::fromLatin1(jwt(claims)));
            return json(body);
        });
        SignInRequest request;
        request.cloud = server.cloud();
        login = request.cloud.login;
        QVERIFY(findAuthority(request.cloud, request.authority(), {}));
        QVERIFY(signIn(request, browser, clock, {}));
        QCOMPARE(browser.opened.first().port(), login.port());
        QCOMPARE(server.seen().size(), 2);
        QVERIFY(elsewhere.seen().isEmpty());
        browser.join();
    }
};

BG_TEST(QCoreApplication, AuthorityTest)
#include "AuthorityTest.moc"
