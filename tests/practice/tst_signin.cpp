// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Directory.h"
#include "tests/practice/PracticeClient.h"
#include "tests/support/TestProgram.h"

#include <QJsonDocument>
#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

class SignInTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void codeWithPkceGivesTokensAndIdToken();
    void wrongVerifierIsRefused();
    void codeWorksOnce();
    void refreshRotatesAndKeepsTheSameAccount();
    void unregisteredRedirectStaysOnThePage();
    void declineComesBackAsAccessDenied();
    void missingScopeIsForbidden();
    void disabledOperatorCannotRefresh();
    void deviceCodeIsPendingUntilEntered();
    void wrongPasswordIsRefusedAndLogged();
    void oneTimePasswordOpensNothingUntilAnotherIsChosen();
    void foreignTenantIsRefused();
    void protectedActionAsksForStepUp();
    void azureTakesItsOwnTokensOnly();
};

namespace {

QJsonObject claimsOf(const QString &token)
{
    return QJsonDocument::fromJson(
               QByteArray::fromBase64(token.section(u'.', 1, 1).toLatin1(), QByteArray::Base64UrlEncoding))
        .object();
}

PracticeScenario quick()
{
    PracticeScenario scenario;
    scenario.latency = {};
    scenario.setReplicationLag({});
    scenario.policyInterval = {};
    return scenario;
}

const QString basic = u"openid profile offline_access User.Read"_s;

} // namespace

void SignInTest::codeWithPkceGivesTokensAndIdToken()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    const auto reply = client.signIn(basic);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.json["token_type"_L1].toString(), u"Bearer"_s);
    QVERIFY(reply.json["scope"_L1].toString().contains("User.Read"_L1));
    const QJsonObject claims = claimsOf(reply.json["id_token"_L1].toString());
    QCOMPARE(claims["aud"_L1].toString(), client.clientId);
    QCOMPARE(claims["nonce"_L1].toString(), client.nonce);
    QCOMPARE(claims["oid"_L1].toString(), tenant.operatorId());
    QCOMPARE(claims["iss"_L1].toString(),
             tenant.cloud().login.toString() + u'/' + claims["tid"_L1].toString() + u"/v2.0"_s);
    client.accessToken = reply.json["access_token"_L1].toString().toLatin1();
    QCOMPARE(client.get(u"/v1.0/me"_s).json["id"_L1].toString(), tenant.operatorId());
}

void SignInTest::wrongVerifierIsRefused()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    QUrlQuery form;
    form.addQueryItem(u"grant_type"_s, u"authorization_code"_s);
    form.addQueryItem(u"client_id"_s, client.clientId);
    form.addQueryItem(u"code"_s, u"never-given"_s);
    const auto reply = client.post(u"/organizations/oauth2/v2.0/token"_s, form);
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.json["error"_L1].toString(), u"invalid_grant"_s);
}

void SignInTest::codeWorksOnce()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    QCOMPARE(client.signIn(basic).status, 200);
    const QList<Exchange> all = tenant.exchanges();
    QCOMPARE(all.last().operation, u"login.token"_s);
    QVERIFY(all.last().request.isEmpty()); // no code in the record
}

void SignInTest::refreshRotatesAndKeepsTheSameAccount()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    const QString first = client.signIn(basic).json["refresh_token"_L1].toString();
    QUrlQuery form;
    form.addQueryItem(u"grant_type"_s, u"refresh_token"_s);
    form.addQueryItem(u"client_id"_s, client.clientId);
    form.addQueryItem(u"refresh_token"_s, first);
    form.addQueryItem(u"scope"_s, basic);
    const auto reply = client.post(u"/organizations/oauth2/v2.0/token"_s, form);
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.json["refresh_token"_L1].toString() != first);
    QCOMPARE(claimsOf(reply.json["id_token"_L1].toString())["oid"_L1].toString(), tenant.operatorId());
    form.removeAllQueryItems(u"scope"_s);
    form.addQueryItem(u"scope"_s, u"AuditLog.Read.All"_s);
    QVERIFY(client.post(u"/organizations/oauth2/v2.0/token"_s, form)
                .json["error_description"_L1]
                .toString()
                .startsWith("AADSTS65001"_L1));
}

void SignInTest::unregisteredRedirectStaysOnThePage()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    QUrl url = client.authorizeUrl(basic);
    url.setQuery(url.query() + u"&redirect_uri=http://127.0.0.1:1"_s); // the well-known client knows localhost only
    const auto visited = tenant.browse(url);
    QVERIFY(!visited);
    QCOMPARE(visited.error().kind, Error::Kind::SignInRefused);
    QVERIFY(visited.error().detail.startsWith("AADSTS50011"_L1));
}

void SignInTest::declineComesBackAsAccessDenied()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    Visitor visitor;
    visitor.declines = true;
    QCOMPARE(client.signIn(basic, visitor).json["error"_L1].toString(), u"access_denied"_s);
}

void SignInTest::missingScopeIsForbidden()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    client.accessToken = client.signIn(basic).json["access_token"_L1].toString().toLatin1();
    const auto reply = client.get(u"/v1.0/identity/conditionalAccess/policies"_s);
    QCOMPARE(reply.status, 403);
    QCOMPARE(reply.code(), u"Authorization_RequestDenied"_s);
    client.accessToken = "nonsense";
    QCOMPARE(client.get(u"/v1.0/me"_s).status, 401);
}

void SignInTest::disabledOperatorCannotRefresh()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    QUrlQuery form;
    form.addQueryItem(u"grant_type"_s, u"refresh_token"_s);
    form.addQueryItem(u"client_id"_s, client.clientId);
    form.addQueryItem(u"refresh_token"_s, client.signIn(basic).json["refresh_token"_L1].toString());
    form.addQueryItem(u"scope"_s, basic);
    tenant.change([](Directory &d) { d.users[d.operatorId][u"accountEnabled"_s] = false; });
    QVERIFY(client.post(u"/organizations/oauth2/v2.0/token"_s, form)
                .json["error_description"_L1]
                .toString()
                .startsWith("AADSTS50057"_L1));
}

void SignInTest::deviceCodeIsPendingUntilEntered()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    QUrlQuery ask;
    ask.addQueryItem(u"client_id"_s, client.clientId);
    ask.addQueryItem(u"scope"_s, basic);
    const auto started = client.post(u"/organizations/oauth2/v2.0/devicecode"_s, ask);
    QCOMPARE(started.status, 200);
    QUrlQuery poll;
    poll.addQueryItem(u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s);
    poll.addQueryItem(u"client_id"_s, client.clientId);
    poll.addQueryItem(u"device_code"_s, started.json["device_code"_L1].toString());
    QCOMPARE(client.post(u"/organizations/oauth2/v2.0/token"_s, poll).json["error"_L1].toString(),
             u"authorization_pending"_s);
    QVERIFY(!tenant.enterDeviceCode(u"WRONG"_s));
    QVERIFY(tenant.enterDeviceCode(started.json["user_code"_L1].toString()));
    QCOMPARE(client.post(u"/organizations/oauth2/v2.0/token"_s, poll).status, 200);
}

void SignInTest::wrongPasswordIsRefusedAndLogged()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    QVERIFY(client.signInForAll());
    QUrl url = client.authorizeUrl(basic);
    url.setQuery(url.query() + u"&redirect_uri=http://localhost:1"_s);
    Visitor visitor;
    visitor.userName = tenant.operatorName();
    visitor.password = "guess";
    const auto visited = tenant.browse(url, visitor);
    QVERIFY(!visited && visited.error().detail.startsWith("AADSTS50126"_L1));
    const auto log = client.get(
        u"/v1.0/auditLogs/signIns?$filter=userId eq '%1' and status/errorCode eq 50126"_s.arg(tenant.operatorId()));
    QCOMPARE(log.json["value"_L1].toArray().size(), 1);
}

void SignInTest::oneTimePasswordOpensNothingUntilAnotherIsChosen()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    tenant.change([&](Directory &d) {
        d.setPassword(d.operatorId, u"for-0nce-only"_s);
        d.users[d.operatorId][u"passwordProfile"_s] = QJsonObject{ { u"forceChangePasswordNextSignIn"_s, true } };
    });
    const auto enters = [&](const QByteArray &password, const QByteArray &chosen) {
        Visitor visitor;
        visitor.userName = tenant.operatorName();
        visitor.password = password;
        visitor.newPassword = chosen;
        return client.signIn(basic, visitor).status == 200;
    };
    QVERIFY(!enters("for-0nce-only", {}));
    QVERIFY(!enters("for-0nce-only", "for-0nce-only")); // the same again
    QVERIFY(!enters("for-0nce-only", "short"));
    QVERIFY(!enters("wrong", "quite 4nother one"));
    tenant.change([](Directory &d) { QVERIFY(d.isPassword(d.operatorId, "for-0nce-only")); });
    QVERIFY(enters("for-0nce-only", "quite 4nother one"));
    QVERIFY(!enters("for-0nce-only", {}));
    QVERIFY(enters("quite 4nother one", {}));
}

void SignInTest::foreignTenantIsRefused()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    QVERIFY(client.post(u"/fabrikam.com/oauth2/v2.0/token"_s, {})
                .json["error_description"_L1]
                .toString()
                .startsWith("AADSTS90002"_L1));
}

void SignInTest::protectedActionAsksForStepUp()
{
    PracticeScenario scenario = quick();
    scenario.protectedActions = true;
    PracticeTenant tenant(scenario);
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    QVERIFY(client.signInForAll());
    const QString id = tenant.snapshot()["policies"_L1][1]["id"_L1].toString();
    const QString path = u"/v1.0/identity/conditionalAccess/policies/"_s + id;
    const QJsonObject body{ { u"conditions"_s,
                              QJsonObject{ { u"users"_s, QJsonObject{ { u"excludeGroups"_s, QJsonArray() } } } } } };
    const auto refused = client.send("PATCH", path, body);
    QCOMPARE(refused.status, 401);
    const QByteArray challenge = refused.header("WWW-Authenticate");
    QVERIFY(challenge.contains("insufficient_claims"));
    const QByteArray claims = QByteArray::fromBase64(challenge.mid(challenge.indexOf("claims=\"") + 8).chopped(1));
    client.accessToken
        = client.signIn(u"openid "_s + PracticeClient::allScopes().join(u' '), {}, QString::fromUtf8(claims))
              .json["access_token"_L1]
              .toString()
              .toLatin1();
    QCOMPARE(client.send("PATCH", path, body).status, 204);
}

void SignInTest::azureTakesItsOwnTokensOnly()
{
    PracticeTenant tenant(quick());
    QVERIFY(tenant.start());
    const QString arm = tenant.cloud().resourceManager.toString();
    PracticeClient wellKnown(tenant);
    QVERIFY(wellKnown.signIn(arm + u"/user_impersonation"_s)
                .json["error_description"_L1]
                .toString()
                .startsWith("AADSTS65002"_L1));
    PracticeClient own(tenant);
    own.clientId = u"5d0f3a77-0000-4000-8000-000000000001"_s;
    const QUrl subscriptions(arm + u"/subscriptions?api-version=2022-12-01"_s);
    own.accessToken = own.signIn(basic).json["access_token"_L1].toString().toLatin1();
    QCOMPARE(own.exchange("GET", subscriptions).status, 401);
    own.accessToken = own.signIn(arm + u"/user_impersonation"_s).json["access_token"_L1].toString().toLatin1();
    const auto reply = own.exchange("GET", subscriptions);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.json["value"_L1].toArray().size(), 1);
    QCOMPARE(own.get(u"/v1.0/me"_s).status, 401); // and Graph not that one
}

BG_TEST(QCoreApplication, SignInTest)
#include "tst_signin.moc"
