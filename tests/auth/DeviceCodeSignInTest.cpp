// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/SignIn.h"

#include "tests/auth/TestBrowser.h"
#include "tests/auth/TestTenant.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <atomic>

using namespace bg;

class DeviceCodeSignInTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<LoginServer> m_login;
    QJsonObject m_begun;
    int m_beginStatus = 200;
    QList<QString> m_polls; // OAuth error of each poll, in order; then the token
    QList<QDateTime> m_moments; // of the polls

    Result<std::unique_ptr<TokenSource>> signedIn(TestBrowser &browser, std::stop_token stop = {})
    {
        SignInRequest request;
        request.cloud = m_login->cloud();
        request.way = SignInRequest::Way::DeviceCode;
        return signIn(request, browser, m_clock, stop);
    }
    QList<int> pauses() const
    {
        QList<int> seconds;
        for (qsizetype i = 1; i < m_moments.size(); ++i)
            seconds.append(int(m_moments[i - 1].secsTo(m_moments[i])));
        return seconds;
    }
    LoginServer::Reply answer(const LoginServer::Seen &seen)
    {
        m_moments.append(m_clock.utcNow());
        if (seen.path.endsWith("/devicecode"))
            return json(m_begun, m_beginStatus);
        if (!m_polls.isEmpty())
            return json({ { QStringLiteral("error"), m_polls.takeFirst() } }, 400);
        QJsonObject body = tokenBody(QStringLiteral("access-1"), QStringLiteral("User.Read"));
        body.insert(QStringLiteral("id_token"),
                    QString::fromLatin1(jwt(goodClaims(m_login->cloud().login, m_clock.utcNow()))));
        return json(body);
    }

    TestBrowser m_ui{ [](const TestBrowser::Query &, quint16) {} };

private Q_SLOTS:
    void init()
    {
        m_begun = { { QStringLiteral("device_code"), QStringLiteral("dc") },
                    { QStringLiteral("user_code"), QStringLiteral("ABCD-1234") },
                    { QStringLiteral("verification_uri"), QStringLiteral("https://microsoft.com/devicelogin") },
                    { QStringLiteral("expires_in"), 900 },
                    { QStringLiteral("interval"), 3 } };
        m_beginStatus = 200;
        m_polls.clear();
        m_moments.clear();
        m_ui.codes.clear();
        m_ui.roundsOver = 0;
        m_login = std::make_unique<LoginServer>([this](const LoginServer::Seen &seen) { return answer(seen); });
    }
    void cleanup() { m_login.reset(); } // its thread is over before what it answers from

    void theCodeIsShownAndThePersonSignedIn()
    {
        m_polls = { QStringLiteral("authorization_pending"), QStringLiteral("authorization_pending") };
        const auto tokens = signedIn(m_ui);
        QVERIFY(tokens);
        QCOMPARE((*tokens)->identity().objectId, ObjectId(TestObjectId));
        QCOMPARE(m_ui.codes.size(), 1);
        QCOMPARE(m_ui.codes.first().userCode, QStringLiteral("ABCD-1234"));
        QCOMPARE(m_ui.roundsOver, 1);
        QCOMPARE(pauses(), (QList<int>{ 3, 3, 3 }));
        QCOMPARE(m_login->seen().last().form["device_code"], QByteArray("dc"));
        QCOMPARE(m_login->seen().last().form["grant_type"], QByteArray("urn:ietf:params:oauth:grant-type:device_code"));
        QVERIFY(!m_login->seen().last().form.contains("client_secret"));
    }
    void slowDownAddsFiveSecondsEachTimeAndForGood()
    {
        m_polls = { QStringLiteral("slow_down"), QStringLiteral("authorization_pending"), QStringLiteral("slow_down") };
        QVERIFY(signedIn(m_ui));
        QCOMPARE(pauses(), (QList<int>{ 3, 8, 8, 13 }));
    }
    void withoutIntervalFiveSecondsAreKept()
    {
        m_begun.remove(QStringLiteral("interval"));
        QVERIFY(signedIn(m_ui));
        QCOMPARE(pauses(), QList<int>{ 5 });
    }
    void anExpiredCodeAndADeclineAreToldApart()
    {
        m_polls = { QStringLiteral("expired_token") };
        QCOMPARE(signedIn(m_ui).error().kind, Error::Kind::SignInExpired);
        m_polls = { QStringLiteral("authorization_declined") };
        const auto declined = signedIn(m_ui);
        QCOMPARE(declined.error().kind, Error::Kind::SignInRefused);
        QCOMPARE(declined.error().serviceCode, QStringLiteral("authorization_declined"));
    }
    void pollingEndsWithTheLifeOfTheCode()
    {
        for (int i = 0; i < 1000; ++i)
            m_polls.append(QStringLiteral("authorization_pending"));
        QCOMPARE(signedIn(m_ui).error().kind, Error::Kind::SignInExpired);
        QVERIFY(m_moments.first().secsTo(m_moments.last()) < 900);
    }
    void anErrorInA200IsAnError()
    {
        m_begun
            = { { QStringLiteral("error"), QStringLiteral("access_denied") },
                { QStringLiteral("error_description"), QStringLiteral("AADSTS53003: blocked by Conditional Access") } };
        const auto result = signedIn(m_ui);
        QCOMPARE(result.error().serviceCode, QStringLiteral("AADSTS53003"));
        QVERIFY(m_ui.codes.isEmpty());
    }
    void aBeginningThatLacksAMemberIsMalformed_data()
    {
        QTest::addColumn<QString>("member");
        for (const char *member : { "device_code", "user_code", "verification_uri", "expires_in" })
            QTest::newRow(member) << QString::fromLatin1(member);
    }
    void aBeginningThatLacksAMemberIsMalformed()
    {
        QFETCH(QString, member);
        m_begun.remove(member);
        QCOMPARE(signedIn(m_ui).error().kind, Error::Kind::Malformed);
    }
    void aPageThatIsNotHttpsIsNotShown()
    {
        for (const char *page : { "http://evil.example/", "javascript:alert(1)", "file:///etc/passwd" }) {
            m_begun.insert(QStringLiteral("verification_uri"), QString::fromLatin1(page));
            QCOMPARE(signedIn(m_ui).error().kind, Error::Kind::Malformed);
        }
        QVERIFY(m_ui.codes.isEmpty());
    }
    void cancelEndsThePolling()
    {
        const std::stop_source stop;
        m_login->setAnswer([this, stop](const LoginServer::Seen &seen) {
            if (seen.path.endsWith("/token"))
                stop.request_stop();
            m_polls = { QStringLiteral("authorization_pending") };
            return answer(seen);
        });
        QCOMPARE(signedIn(m_ui, stop.get_token()).error().kind, Error::Kind::Cancelled);
    }
};

BG_TEST(QCoreApplication, DeviceCodeSignInTest)
#include "DeviceCodeSignInTest.moc"
