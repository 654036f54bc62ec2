// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenAnswer.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

static HttpResponse response(int status, const QByteArray &body)
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    return response;
}

class TokenAnswerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWholeAnswerIsRead()
    {
        const auto answer = readTokenAnswer(response(
            200,
            R"({"token_type":"bearer","access_token":"at","refresh_token":"rt","id_token":"a.b.c","expires_in":3599,"refresh_in":"1800","scope":"User.Read  openid"})"));
        QVERIFY(answer);
        QVERIFY(answer->accessToken.equals("at") && answer->refreshToken.equals("rt")
                && answer->idToken.equals("a.b.c"));
        QCOMPARE(answer->expiresIn.count(), 3599);
        QCOMPARE(answer->refreshIn->count(), 1800);
        QCOMPARE(*answer->scopes, (QStringList{ QStringLiteral("User.Read"), QStringLiteral("openid") }));
    }
    void whatMayBeLeftOutMayBeLeftOut()
    {
        const auto answer
            = readTokenAnswer(response(200, R"({"token_type":"Bearer","access_token":"at","expires_in":"60"})"));
        QVERIFY(answer);
        QVERIFY(answer->refreshToken.isEmpty() && !answer->scopes && !answer->refreshIn);
        QCOMPARE(answer->expiresIn.count(), 60);
    }

    void everyMalformedAnswerIsOneError_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("captive portal") << QByteArray("<!DOCTYPE html><html><body>Log in to the WiFi</body></html>");
        QTest::newRow("truncated") << QByteArray(R"({"token_type":"Bearer","access_token":"at"})").chopped(1);
        QTest::newRow("an array") << QByteArray("[]");
        QTest::newRow("a number") << QByteArray("7");
        QTest::newRow("not UTF-8") << QByteArray("{\"access_token\":\"\xff\xfe\"}");
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("no access token") << QByteArray(R"({"token_type":"Bearer","expires_in":60})");
        QTest::newRow("empty access token")
            << QByteArray(R"({"token_type":"Bearer","access_token":"","expires_in":60})");
        QTest::newRow("access token is a number")
            << QByteArray(R"({"token_type":"Bearer","access_token":1,"expires_in":60})");
        QTest::newRow("access token breaks the header")
            << QByteArray(R"({"token_type":"Bearer","access_token":"a\r\nX: y","expires_in":60})");
        QTest::newRow("access token beyond ASCII")
            << QByteArray("{\"token_type\":\"Bearer\",\"access_token\":\"\xc3\xa9\",\"expires_in\":60}");
        QTest::newRow("refresh token is an object")
            << QByteArray(R"({"token_type":"Bearer","access_token":"a","refresh_token":{},"expires_in":60})");
        QTest::newRow("id token is null")
            << QByteArray(R"({"token_type":"Bearer","access_token":"a","id_token":null,"expires_in":60})");
        QTest::newRow("no life") << QByteArray(R"({"token_type":"Bearer","access_token":"a"})");
        QTest::newRow("life of no time") << QByteArray(R"({"token_type":"Bearer","access_token":"a","expires_in":0})");
        QTest::newRow("negative life") << QByteArray(R"({"token_type":"Bearer","access_token":"a","expires_in":-5})");
        QTest::newRow("endless life") << QByteArray(R"({"token_type":"Bearer","access_token":"a","expires_in":1e300})");
        QTest::newRow("life in words") << QByteArray(
            R"({"token_type":"Bearer","access_token":"a","expires_in":"soon"})");
        QTest::newRow("no type") << QByteArray(R"({"access_token":"a","expires_in":60})");
        QTest::newRow("other type") << QByteArray(R"({"token_type":"mac","access_token":"a","expires_in":60})");
        QTest::newRow("scope is a list") << QByteArray(
            R"({"token_type":"Bearer","access_token":"a","expires_in":60,"scope":["User.Read"]})");
        QTest::newRow("error is an object") << QByteArray(R"({"error":{"code":"x"}})");
        QTest::newRow("token and a strange error")
            << QByteArray(R"({"error":1,"token_type":"Bearer","access_token":"a","expires_in":60})");
    }
    void everyMalformedAnswerIsOneError()
    {
        QFETCH(QByteArray, body);
        for (const int status : { 200, 400 }) {
            const auto answer = readTokenAnswer(response(status, body));
            QVERIFY(!answer);
            QCOMPARE(answer.error().error.kind, Error::Kind::Malformed);
            QCOMPARE(answer.error().error.httpStatus, status);
            QVERIFY(!answer.error().needsPerson());
        }
    }
    void aBusyLoginIsNoMalformedOne()
    {
        QCOMPARE(readTokenAnswer(response(503, "<html>")).error().error.kind, Error::Kind::Unavailable);
        QCOMPARE(readTokenAnswer(response(429, "")).error().error.kind, Error::Kind::Throttled);
    }
    void anErrorInA200IsAnError()
    {
        const auto answer = readTokenAnswer(
            response(200, R"({"error":"invalid_grant","token_type":"Bearer","access_token":"a","expires_in":60})"));
        QVERIFY(!answer);
        QCOMPARE(answer.error().error.kind, Error::Kind::SignInRefused);
    }
    void aTokenInA400IsNone()
    {
        QVERIFY(!readTokenAnswer(response(400, R"({"token_type":"Bearer","access_token":"a","expires_in":60})")));
    }

    void theServicesNumberAndWordsAndIdAreKept()
    {
        const auto answer = readTokenAnswer(response(
            400,
            R"({"error":"invalid_grant","error_description":"AADSTS50173: The grant has expired.\r\nTrace ID: t\r\nCorrelation ID: c1","error_codes":[50173],"correlation_id":"c1","suberror":"bad_token"})"));
        const Error &error = answer.error().error;
        QCOMPARE(error.serviceCode, QStringLiteral("AADSTS50173"));
        QCOMPARE(error.serviceMessage, QStringLiteral("AADSTS50173: The grant has expired."));
        QCOMPARE(error.requestId, QStringLiteral("c1"));
        QVERIFY(answer.error().needsPerson());
        QVERIFY(!answer.error().needsConsent());
    }
    void theNumberIsFoundInTheDescription_data()
    {
        QTest::addColumn<QString>("description");
        QTest::addColumn<QString>("code");
        for (const char *number : { "AADSTS65001", "AADSTS65002", "AADSTS7000218", "AADSTS50011", "AADSTS50020",
                                    "AADSTS53000", "AADSTS53003", "AADSTS90072", "AADSTS700016", "AADSTS500113" })
            QTest::newRow(number) << QString::fromLatin1(number) + QStringLiteral(": words")
                                  << QString::fromLatin1(number);
        QTest::newRow("none") << QStringLiteral("words") << QStringLiteral("access_denied");
        QTest::newRow("no number") << QStringLiteral("AADSTS: words") << QStringLiteral("access_denied");
    }
    void theNumberIsFoundInTheDescription()
    {
        QFETCH(QString, description);
        QFETCH(QString, code);
        const Error error = signInRefusal(QStringLiteral("access_denied"), description);
        QCOMPARE(error.kind, Error::Kind::SignInRefused);
        QCOMPARE(error.serviceCode, code);
    }
    void controlCharactersAndFloodsDoNotReachTheWindow()
    {
        const Error error = signInRefusal(QStringLiteral("e\u001b[31m").repeated(1000),
                                          QStringLiteral("a\u0007\u202e") + QString(100000, QLatin1Char('x')));
        QVERIFY(error.serviceMessage.size() <= 500 && error.serviceCode.size() <= 100);
        for (const QString &text : { error.serviceMessage, error.serviceCode, error.detail })
            for (const QChar c : text)
                QVERIFY(c.isPrint());
    }
    void consentAndClaimsAndUnknownScopesAreToldApart()
    {
        QVERIFY(readTokenAnswer(response(400, R"({"error":"invalid_grant","suberror":"consent_required"})"))
                    .error()
                    .needsConsent());
        QVERIFY(readTokenAnswer(response(400, R"({"error":"invalid_grant","error_codes":[65001]})"))
                    .error()
                    .needsConsent());
        const auto claims = readTokenAnswer(response(400, R"({"error":"interaction_required","claims":"{}"})"));
        QCOMPARE(claims.error().error.kind, Error::Kind::StepUpNeeded);
        QCOMPARE(claims.error().error.claims, QStringLiteral("{}"));
        QVERIFY(readTokenAnswer(response(400, R"({"error":"invalid_request","error_codes":[65002]})"))
                    .error()
                    .isScopeUnknown());
        QVERIFY(!readTokenAnswer(response(400, R"({"error":"invalid_client","error_codes":[7000218]})"))
                     .error()
                     .needsPerson());
    }
};

BG_TEST(QCoreApplication, TokenAnswerTest)
#include "TokenAnswerTest.moc"
