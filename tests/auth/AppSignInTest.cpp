// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/AppSignIn.h"

#include "app/auth/AppToken.h"
#include "app/auth/Jwt.h"
#include "app/practice/Directory.h"
#include "app/practice/PracticeTenant.h"
#include "app/practice/SigningKey.h"
#include "tests/auth/LoginServer.h"
#include "tests/auth/TestTenant.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestCertificate.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace bg;
using namespace std::chrono_literals;

namespace {

const QString appId = QStringLiteral("5b3a1c7e-0d2f-4a6b-9c8d-7e6f5a4b3c2d");
const QString readUsers = QStringLiteral("User.Read.All");

AppRegistration registration(const TestCertificate &certificate)
{
    AppRegistration app;
    app.clientId = appId;
    app.certificates = { certificate.der() };
    app.permissions = checkPermissions();
    return app;
}

PracticeScenario scenarioWith(const AppRegistration &app)
{
    PracticeScenario scenario;
    scenario.latency = 0ms;
    scenario.policies = 1;
    scenario.apps = { app };
    return scenario;
}

// A token of Graph as it may come; the signature is the service's business.
QByteArray appToken(const QStringList &roles, const QJsonObject &more = {})
{
    QJsonObject claims{ { QStringLiteral("tid"), TestTenantId },
                        { QStringLiteral("oid"), TestObjectId },
                        { QStringLiteral("app_displayname"), QStringLiteral("check") },
                        { QStringLiteral("roles"), QJsonArray::fromStringList(roles) } };
    for (auto claim = more.begin(); claim != more.end(); ++claim)
        claims[claim.key()] = claim.value();
    return jwt(claims);
}

} // namespace

// An app signs in without a person, may look and nothing else, and says in one word what stands in its way.
class AppSignInTest : public QObject {
    Q_OBJECT

private:
    FakeClock m_clock;
    const TestCertificate m_certificate{ TestCertificate::Kind::Rsa, FakeClock().utcNow() };

    CertificateAssertion assertion() const { return CertificateAssertion(*AppCertificate::of(m_certificate.pem(), {})); }
    AppSignInRequest request(const Cloud &cloud) const
    {
        return { cloud, QStringLiteral("contoso.onmicrosoft.com"), appId };
    }

private Q_SLOTS:
    void certificateBringsATokenThatReads();
    void renewalComesBeforeTheEndAndEachAssertionIsNew();
    void whatStandsInTheWayIsNamed_data();
    void whatStandsInTheWayIsNamed();
    void wrongClockIsToldInMinutes();
    void tokenThatCanDoMoreThanLookIsRefusedByName_data();
    void tokenThatCanDoMoreThanLookIsRefusedByName();
    void requestThatWouldWriteGetsNoToken();
    void powerGivenLaterIsSeenAtTheNextRenewal();
    void federatedTokenIsReadAgainEachTime();
    void federatedTokenThatIsNotTrustedIsToldApart_data();
    void federatedTokenThatIsNotTrustedIsToldApart();
    void machineIsAskedAtItsLinkLocalAddressOnly();
    void repeatedChallengeEndsInAnError();
};

void AppSignInTest::certificateBringsATokenThatReads()
{
    PracticeTenant tenant(scenarioWith(registration(m_certificate)), &m_clock);
    const auto cloud = tenant.start();
    QVERIFY(cloud);
    const auto proof = assertion();
    const auto tokens = signInApp(request(*cloud), proof, m_clock, {});
    QVERIFY2(tokens, tokens ? "" : qPrintable(tokens.error().serviceMessage + tokens.error().detail));
    QVERIFY((*tokens)->identity().isApplication);
    QVERIFY(!(*tokens)->identity().objectId.isEmpty());
    QCOMPARE((*tokens)->identity().displayName, QStringLiteral("Break-glass check"));
    QVERIFY((*tokens)->token(Resource::Graph, { readUsers }, {}));
    QCOMPARE(tenant.writes(), 0);
}

void AppSignInTest::renewalComesBeforeTheEndAndEachAssertionIsNew()
{
    PracticeTenant tenant(scenarioWith(registration(m_certificate)), &m_clock);
    const auto cloud = tenant.start();
    const auto proof = assertion();
    const auto tokens = signInApp(request(*cloud), proof, m_clock, {});
    QVERIFY(tokens);
    const auto first = (*tokens)->token(Resource::Graph, { readUsers }, {});
    QVERIFY(first);
    m_clock.advance(50min);
    const auto same = (*tokens)->token(Resource::Graph, { readUsers }, {});
    QVERIFY(same && same->equals(first->reveal()));
    m_clock.advance(6min); // less than five minutes are left: a jti that was used would be refused
    const auto second = (*tokens)->token(Resource::Graph, { readUsers }, {});
    QVERIFY2(second, second ? "" : qPrintable(second.error().serviceMessage));
    QVERIFY(!second->equals(first->reveal()));
    (*tokens)->signOut();
    QCOMPARE((*tokens)->token(Resource::Graph, { readUsers }, {}).error().kind, Error::Kind::Unauthorized);
}

void AppSignInTest::whatStandsInTheWayIsNamed_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("says");
    for (const auto &[what, says] : std::initializer_list<std::pair<const char *, const char *>>{
             { "unknown app", "AADSTS700016" },
             { "disabled app", "AADSTS7000112" },
             { "unknown certificate", "AADSTS700027" },
             { "blocked", "AADSTS53003" },
             { "expired certificate", "expired" },
             { "no consent", "User.Read.All" },
             { "one permission missing", "AuditLog.Read.All" } })
        QTest::newRow(what) << QString::fromLatin1(what) << QString::fromLatin1(says);
}

void AppSignInTest::whatStandsInTheWayIsNamed()
{
    QFETCH(QString, what);
    QFETCH(QString, says);
    const auto is = [&](const char *name) { return what == QLatin1String(name); };
    FakeClock clock;
    AppRegistration app = registration(m_certificate);
    app.isDisabled = is("disabled app");
    app.isBlocked = is("blocked");
    if (is("unknown app"))
        app.clientId = TestClientId;
    if (is("unknown certificate"))
        app.certificates = { TestCertificate().der() };
    if (is("no consent"))
        app.permissions.clear();
    if (is("one permission missing"))
        app.permissions.removeAll(QStringLiteral("AuditLog.Read.All"));
    PracticeTenant tenant(scenarioWith(app), &clock);
    const auto cloud = tenant.start();
    if (is("expired certificate"))
        clock.advance(std::chrono::hours(24 * 11));
    const auto proof = assertion();
    const auto tokens = signInApp(request(*cloud), proof, clock, {});
    QVERIFY(!tokens);
    const Error &error = tokens.error();
    QVERIFY2((error.serviceCode + error.detail).contains(says), qPrintable(error.serviceCode + error.detail));
    if (is("no consent"))
        QCOMPARE(error.kind, Error::Kind::ConsentMissing);
    if (is("one permission missing"))
        QCOMPARE(error.detail, QStringLiteral("AuditLog.Read.All"));
}

void AppSignInTest::wrongClockIsToldInMinutes()
{
    FakeClock theirs;
    PracticeTenant tenant(scenarioWith(registration(m_certificate)), &theirs);
    const auto cloud = tenant.start();
    FakeClock ours;
    ours.advance(42min);
    const auto proof = assertion();
    const auto tokens = signInApp(request(*cloud), proof, ours, {});
    QVERIFY(!tokens);
    QCOMPARE(tokens.error().kind, Error::Kind::ClockWrong);
    QCOMPARE(tokens.error().detail, QStringLiteral("42"));
}

void AppSignInTest::tokenThatCanDoMoreThanLookIsRefusedByName_data()
{
    QTest::addColumn<QString>("permission");
    for (const char *name : { "User.ReadWrite.All", "RoleManagement.ReadWrite.Directory", "Mail.Send",
                              "Sites.FullControl.All", "User.EnableDisableAccount.All", "Sites.Selected", "Application.ReadWrite.OwnedBy" })
        QTest::newRow(name) << QString::fromLatin1(name);
    QTest::newRow("role") << QStringLiteral("62e90394-69f5-4237-9190-012177145e10");
}

void AppSignInTest::tokenThatCanDoMoreThanLookIsRefusedByName()
{
    QFETCH(QString, permission);
    AppRegistration app = registration(m_certificate);
    const bool isRole = QString::fromLatin1(QTest::currentDataTag()) == QLatin1String("role");
    (isRole ? app.directoryRoles : app.permissions).append(permission);
    PracticeTenant tenant(scenarioWith(app), &m_clock);
    const auto cloud = tenant.start();
    const auto proof = assertion();
    const auto tokens = signInApp(request(*cloud), proof, m_clock, {});
    QVERIFY(!tokens);
    QCOMPARE(tokens.error().kind, Error::Kind::TooPowerful);
    QCOMPARE(tokens.error().detail, isRole ? QStringLiteral("directory role ") + permission : permission);
}

void AppSignInTest::requestThatWouldWriteGetsNoToken()
{
    PracticeTenant tenant(scenarioWith(registration(m_certificate)), &m_clock);
    const auto cloud = tenant.start();
    const auto proof = assertion();
    const auto tokens = signInApp(request(*cloud), proof, m_clock, {});
    QVERIFY(tokens);
    for (const char *scope : { "User.ReadWrite.All", "Policy.ReadWrite.ConditionalAccess" }) {
        const auto refused = (*tokens)->token(Resource::Graph, { QLatin1String(scope) }, {});
        QCOMPARE(refused.error().kind, Error::Kind::Forbidden);
        QCOMPARE(refused.error().detail, QLatin1String(scope));
    }
    QCOMPARE((*tokens)->token(Resource::ResourceManager, {}, {}).error().kind, Error::Kind::Forbidden);
}

void AppSignInTest::powerGivenLaterIsSeenAtTheNextRenewal()
{
    PracticeTenant tenant(scenarioWith(registration(m_certificate)), &m_clock);
    const auto cloud = tenant.start();
    const auto proof = assertion();
    const auto tokens = signInApp(request(*cloud), proof, m_clock, {});
    QVERIFY(tokens);
    tenant.change([](Directory &d) { d.scenario.apps.first().permissions.append(QStringLiteral("Group.ReadWrite.All")); });
    m_clock.advance(58min);
    QCOMPARE((*tokens)->token(Resource::Graph, { readUsers }, {}).error().kind, Error::Kind::TooPowerful);
}

void AppSignInTest::federatedTokenIsReadAgainEachTime()
{
    const SigningKey issuer;
    const QString address = QStringLiteral("https://issuer.example"), subject = QStringLiteral("system:serviceaccount:a:b");
    AppRegistration app = registration(m_certificate);
    app.federated = { { address, subject, issuer.keySet() } };
    PracticeTenant tenant(scenarioWith(app), &m_clock);
    const auto cloud = tenant.start();
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("token"));
    const auto leave = [&] {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(issuer.signedToken({ { QStringLiteral("iss"), address },
                                        { QStringLiteral("sub"), subject },
                                        { QStringLiteral("aud"), QStringLiteral("api://AzureADTokenExchange") },
                                        { QStringLiteral("exp"), m_clock.utcNow().toSecsSinceEpoch() + 3600 } })
                   + '\n');
    };
    leave();
    const FederatedAssertion proof(path);
    const auto tokens = signInApp(request(*cloud), proof, m_clock, {});
    QVERIFY2(tokens, tokens ? "" : qPrintable(tokens.error().serviceMessage));
    m_clock.advance(65min);
    const auto stale = (*tokens)->token(Resource::Graph, { readUsers }, {});
    QVERIFY(!stale); // the file holds a token that is over
    QCOMPARE(stale.error().kind, Error::Kind::Input);
    leave();
    QVERIFY((*tokens)->token(Resource::Graph, { readUsers }, {}));
}

void AppSignInTest::federatedTokenThatIsNotTrustedIsToldApart_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("audience");
    QTest::addColumn<bool>("isForged");
    QTest::addColumn<QString>("code");
    QTest::newRow("another subject") << QStringLiteral("repo:a/b:ref:refs/heads/x") << QStringLiteral("api://AzureADTokenExchange") << false << QStringLiteral("AADSTS700213");
    QTest::newRow("another audience") << QStringLiteral("right") << QStringLiteral("sts.amazonaws.com") << false << QStringLiteral("AADSTS700212");
    QTest::newRow("another key") << QStringLiteral("right") << QStringLiteral("api://AzureADTokenExchange") << true << QStringLiteral("AADSTS7000272");
}

void AppSignInTest::federatedTokenThatIsNotTrustedIsToldApart()
{
    QFETCH(QString, subject);
    QFETCH(QString, audience);
    QFETCH(bool, isForged);
    QFETCH(QString, code);
    const SigningKey issuer, forger;
    const QString address = QStringLiteral("https://issuer.example");
    AppRegistration app = registration(m_certificate);
    app.federated = { { address, QStringLiteral("right"), issuer.keySet() } };
    PracticeTenant tenant(scenarioWith(app), &m_clock);
    const auto cloud = tenant.start();
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("token")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write((isForged ? forger : issuer)
                   .signedToken({ { QStringLiteral("iss"), address },
                                  { QStringLiteral("sub"), subject },
                                  { QStringLiteral("aud"), audience },
                                  { QStringLiteral("exp"), m_clock.utcNow().toSecsSinceEpoch() + 3600 } }));
    file.close();
    const FederatedAssertion proof(file.fileName());
    const auto tokens = signInApp(request(*cloud), proof, m_clock, {});
    QVERIFY(!tokens);
    QCOMPARE(tokens.error().serviceCode, code);
}

void AppSignInTest::machineIsAskedAtItsLinkLocalAddressOnly()
{
    LoginServer machine([](const LoginServer::Seen &seen) {
        const bool isRight = seen.raw.toLower().contains("metadata: true") && seen.raw.contains("api-version=2018-02-01");
        return isRight ? json({ { QStringLiteral("token_type"), QStringLiteral("Bearer") },
                                { QStringLiteral("access_token"), QString::fromLatin1(appToken(checkPermissions())) },
                                { QStringLiteral("expires_in"), QStringLiteral("3599") } })
                       : json({ { QStringLiteral("error"), QStringLiteral("invalid_request") } }, 400);
    });
    AppSignInRequest asked{ machine.cloud(), TestTenantId, {} };
    QUrl endpoint = machine.cloud().login;
    endpoint.setPath(QStringLiteral("/metadata/identity/oauth2/token"));
    const auto tokens = signInManagedIdentity(asked, endpoint, m_clock, {});
    QVERIFY2(tokens, tokens ? "" : qPrintable(tokens.error().detail));
    QCOMPARE((*tokens)->identity().objectId.value, TestObjectId);
    QCOMPARE(signInManagedIdentity(asked, QUrl(QStringLiteral("http://metadata.example/token")), m_clock, {}).error().kind,
             Error::Kind::HostNotAllowed);
    QCOMPARE(managedIdentityEndpoint().host(), QStringLiteral("169.254.169.254"));
    asked.tenant = QStringLiteral("99999999-2222-4333-8444-555555555555");
    QCOMPARE(signInManagedIdentity(asked, endpoint, m_clock, {}).error().kind, Error::Kind::WrongTenant);
}

void AppSignInTest::repeatedChallengeEndsInAnError()
{
    PracticeTenant tenant(scenarioWith(registration(m_certificate)), &m_clock);
    const auto cloud = tenant.start();
    const auto proof = assertion();
    const auto tokens = signInApp(request(*cloud), proof, m_clock, {});
    QVERIFY(tokens);
    const QString challenge = QStringLiteral("{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1\"}}}");
    QVERIFY((*tokens)->stepUp(Resource::Graph, challenge, {}));
    QCOMPARE((*tokens)->stepUp(Resource::Graph, challenge, {}).error().kind, Error::Kind::StepUpNeeded);
}

BG_TEST(QCoreApplication, AppSignInTest)
#include "AppSignInTest.moc"
