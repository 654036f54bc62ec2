// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/SignIn.h"

#include "tests/auth/TestBrowser.h"
#include "tests/auth/TestTenant.h"
#include "tests/support/TestProgram.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QTcpServer>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QUrlQuery>
#include <QTest>

using namespace bg;
using namespace std::chrono_literals;

namespace {

// The right time, without waiting for it.
class HastyClock final : public Clock {
public:
    QDateTime utcNow() const override { return QDateTime::currentDateTimeUtc().addSecs(ahead); }
    std::chrono::steady_clock::time_point now() const override { return std::chrono::steady_clock::now(); }
    bool sleep(std::chrono::milliseconds, std::stop_token stop) override { return SystemClock().sleep(50ms, stop); }
    std::atomic<qint64> ahead = 0; // s
};

// Follows redirects and sends off hidden forms, as a person who agrees to everything does. Keeps cookies.
class WebBrowser {
public:
    // `loopback`: the family on which localhost is found.
    explicit WebBrowser(QString loopback) : m_loopback(std::move(loopback)) { }

    void visit(QUrl url)
    {
        QByteArray form;
        for (int hop = 0; hop < 20; ++hop) {
            if (url.host() == QStringLiteral("localhost"))
                url.setHost(m_loopback);
            QNetworkRequest request(url);
            request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
            request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
            QNetworkReply *reply = form.isEmpty() ? m_network.get(request) : m_network.post(request, form);
            QEventLoop loop;
            QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
            loop.exec();
            reply->deleteLater();
            form.clear();
            last = reply->readAll();
            const QUrl next = reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
            if (!next.isEmpty())
                url = url.resolved(next);
            else if (!fill(url, form))
                return;
        }
    }
    QByteArray last; // page

private:
    bool fill(QUrl &url, QByteArray &form) const
    {
        static const QRegularExpression action(QStringLiteral("<form[^>]*action=\"([^\"]*)\""));
        static const QRegularExpression input(QStringLiteral("name=\"([^\"]*)\"[^>]*value=\"([^\"]*)\""));
        const QString page = QString::fromUtf8(last);
        const auto target = action.match(page);
        if (!target.hasMatch())
            return false;
        QUrlQuery query;
        for (auto match = input.globalMatch(page); match.hasNext();) {
            const auto field = match.next();
            query.addQueryItem(field.captured(1), field.captured(2));
        }
        url = url.resolved(QUrl(target.captured(1)));
        form = query.toString(QUrl::FullyEncoded).toLatin1();
        return true;
    }

    QString m_loopback;
    QNetworkAccessManager m_network;
};

class WebPerson final : public SignInUi {
public:
    explicit WebPerson(QString loopback) : m_loopback(std::move(loopback)) { }
    ~WebPerson() override { join(); }
    Result<void> explain(const SignInRound &, std::stop_token) override { return {}; }
    void offerLink(const QUrl &) override { }
    bool open(const QUrl &url) override
    {
        ++opened;
        go(url);
        return true;
    }
    void showDeviceCode(const DeviceCode &code) override
    {
        QUrl url = code.verificationUrl;
        url.setQuery(QStringLiteral("user_code=") + code.userCode);
        go(url);
    }
    void roundOver() override { }
    void join()
    {
        if (m_thread.joinable())
            m_thread.join();
    }
    QByteArray last;
    int opened = 0;

private:
    void go(const QUrl &url)
    {
        join();
        m_thread = std::thread([this, url] {
            WebBrowser browser(m_loopback);
            browser.visit(url);
            last = browser.last;
        });
    }
    QString m_loopback;
    std::thread m_thread;
};

} // namespace

// Sign-in against an OAuth server that others wrote: oidc-provider, certified by the OpenID Foundation.
class OidcInteropTest : public QObject {
    Q_OBJECT

    QProcess m_server;
    Cloud m_cloud;
    HastyClock m_clock;

    SignInRequest request(SignInRequest::Way way = SignInRequest::Way::Browser) const
    {
        SignInRequest request;
        request.cloud = m_cloud;
        request.tenant = TestTenantId;
        request.way = way;
        request.limit = 20s;
        return request;
    }
    // The first token, then one by refresh, then one more by the rotated refresh token.
    void liveOn(TokenSource &tokens)
    {
        QByteArray before = tokens.token(Resource::Graph, scopes(Consent::SignIn), {})->reveal().toByteArray();
        for (int i = 0; i < 2; ++i) {
            tokens.invalidate(Resource::Graph);
            const auto fresh = tokens.token(Resource::Graph, scopes(Consent::SignIn), {});
            QVERIFY2(fresh, fresh ? "" : qPrintable(fresh.error().serviceMessage));
            QVERIFY(!fresh->equals(before));
            before = fresh->reveal().toByteArray();
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString folder = QStringLiteral(BG_OIDC_FOLDER);
        const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
        const bool isThere = !node.isEmpty() && QFile::exists(folder + QStringLiteral("/node_modules/oidc-provider"));
        if (!isThere && qEnvironmentVariableIntValue("BG_REQUIRE_INTEROP") != 1)
            QSKIP("Node or oidc-provider is missing: npm ci in tests/interop/oidc");
        QVERIFY2(isThere, "Node or oidc-provider is missing");

        m_cloud = Cloud::known().first(); // for the names of the scopes; Graph is never contacted here
        QStringList arguments{ folder + QStringLiteral("/login.mjs"), TestClientId, TestTenantId, TestObjectId };
        for (const Consent consent : { Consent::SignIn, Consent::SetUp })
            for (const QString &scope : scopes(consent))
                arguments.append(m_cloud.graph.toString() + QLatin1Char('/') + scope);
        m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_server.start(node, arguments);
        QByteArray line;
        while (!line.startsWith('{') && m_server.waitForReadyRead(20000))
            line = m_server.readLine();
        const int port = QJsonDocument::fromJson(line).object()[QStringLiteral("port")].toInt();
        QVERIFY(port > 0);
        m_cloud.login = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
    }
    void cleanupTestCase()
    {
        m_server.kill();
        m_server.waitForFinished();
    }

    void aPersonSignsInWithCodeAndPkceAndTheTokensLiveOn_data()
    {
        QTest::addColumn<QString>("loopback");
        QTest::addColumn<SignInRequest::ResponseMode>("mode");
        QTest::newRow("IPv4, query") << QStringLiteral("127.0.0.1") << SignInRequest::ResponseMode::Query;
        QTest::newRow("IPv6, query") << QStringLiteral("::1") << SignInRequest::ResponseMode::Query;
        QTest::newRow("IPv4, form_post") << QStringLiteral("127.0.0.1") << SignInRequest::ResponseMode::FormPost;
        QTest::newRow("IPv6, form_post") << QStringLiteral("::1") << SignInRequest::ResponseMode::FormPost;
    }
    void aPersonSignsInWithCodeAndPkceAndTheTokensLiveOn()
    {
        QFETCH(QString, loopback);
        QFETCH(SignInRequest::ResponseMode, mode);
        if (loopback == QStringLiteral("::1") && !QTcpServer().listen(QHostAddress(loopback)))
            QSKIP("this machine has no ::1");
        WebPerson person(loopback);
        SignInRequest asked = request();
        asked.responseMode = mode;
        const auto tokens = signIn(asked, person, m_clock, {});
        person.join();
        QVERIFY2(tokens,
                 tokens ? ""
                        : qPrintable(name(tokens.error().kind) + QLatin1Char(' ') + tokens.error().detail
                                     + tokens.error().serviceMessage + QString::fromUtf8(person.last)));
        QCOMPARE((*tokens)->identity().objectId, ObjectId(TestObjectId));
        QCOMPARE((*tokens)->identity().tenantId, TenantId(TestTenantId));
        QCOMPARE((*tokens)->identity().userName, QStringLiteral("operator@contoso.onmicrosoft.com"));
        QVERIFY2(person.last.contains("You are signed in"), person.last.constData());
        liveOn(**tokens);
        QCOMPARE(person.opened, 1);
    }
    void aPersonSignsInWithADeviceCode()
    {
        WebPerson person(QStringLiteral("127.0.0.1"));
        const auto tokens = signIn(request(SignInRequest::Way::DeviceCode), person, m_clock, {});
        QVERIFY2(tokens,
                 tokens ? ""
                        : qPrintable(name(tokens.error().kind) + QLatin1Char(' ') + tokens.error().serviceMessage));
        QCOMPARE((*tokens)->identity().objectId, ObjectId(TestObjectId));
        liveOn(**tokens);
    }
    void moreScopesAreAgreedToInTheBrowser()
    {
        WebPerson person(QStringLiteral("127.0.0.1"));
        const auto tokens = signIn(request(), person, m_clock, {});
        QVERIFY(tokens);
        const QStringList writing{ QStringLiteral("Group.ReadWrite.All") };
        const auto token = (*tokens)->token(Resource::Graph, writing, {});
        QVERIFY2(token, token ? "" : qPrintable(token.error().detail + token.error().serviceMessage));
        QCOMPARE(person.opened, 2);
        liveOn(**tokens);
        QVERIFY((*tokens)->token(Resource::Graph, writing, {}));
        QCOMPARE(person.opened, 2);
    }
    void aClientThatIsNotRegisteredIsRefusedWithTheServersWords()
    {
        WebPerson person(QStringLiteral("127.0.0.1"));
        SignInRequest asked = request(SignInRequest::Way::DeviceCode);
        asked.clientId = QStringLiteral("00000000-0000-4000-8000-000000000000");
        const auto refused = signIn(asked, person, m_clock, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::SignInRefused);
        QCOMPARE(refused.error().serviceCode, QStringLiteral("invalid_client"));
    }
};

BG_TEST(QCoreApplication, OidcInteropTest)
#include "OidcInteropTest.moc"
