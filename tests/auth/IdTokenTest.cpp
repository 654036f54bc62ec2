// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/IdToken.h"

#include "tests/auth/ConstantTimeWatch.h"
#include "tests/auth/TestTenant.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QTest>

using namespace bg;

Q_DECLARE_METATYPE(bg::Error::Kind)

static const QUrl Login(QStringLiteral("https://login.microsoftonline.com"));
static const QDateTime Now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);

static Result<Identity> checked(const QJsonObject &claims, const QByteArray &nonce = {})
{
    return checkIdToken(jwt(claims), { Login, TestClientId, nonce, Now });
}

class IdTokenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aGoodTokenSaysWhoItIs()
    {
        const auto who = checked(goodClaims(Login, Now));
        QVERIFY(who);
        QCOMPARE(who->objectId, ObjectId(TestObjectId));
        QCOMPARE(who->tenantId, TenantId(TestTenantId));
        QCOMPARE(who->userName, QStringLiteral("operator@contoso.onmicrosoft.com"));
    }

    void everyCheckCounts_data()
    {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("detail");
        const qint64 now = Now.toSecsSinceEpoch();
        const auto row = [](const char *name, const char *claim, const QJsonValue &value, const char *detail) {
            QTest::newRow(name) << QString::fromLatin1(claim) << value << QString::fromLatin1(detail);
        };
        row("other audience", "aud", QStringLiteral("another-client"), "aud");
        row("no audience", "aud", QJsonValue(QJsonValue::Undefined), "aud");
        row("us among others", "aud", QJsonArray{ TestClientId, QStringLiteral("x") }, "aud");
        row("other host", "iss", QStringLiteral("https://login.microsoftonline.us/%1/v2.0").arg(TestTenantId), "iss");
        row("other tenant in issuer", "iss",
            QStringLiteral("https://login.microsoftonline.com/%1/v2.0").arg(TestObjectId), "iss");
        row("version 1 issuer", "iss", QStringLiteral("https://sts.windows.net/%1/").arg(TestTenantId), "iss");
        row("no issuer", "iss", QJsonValue(QJsonValue::Undefined), "iss");
        row("no tenant", "tid", QJsonValue(QJsonValue::Undefined), "tid");
        row("tenant is a path", "tid", QStringLiteral("../../x"), "tid");
        row("no object id", "oid", QJsonValue(QJsonValue::Undefined), "oid");
        row("object id is a name", "oid", QStringLiteral("operator@contoso.onmicrosoft.com"), "oid");
        row("expired", "exp", now - 301, "exp");
        row("no expiry", "exp", QJsonValue(QJsonValue::Undefined), "exp");
        row("expiry is text", "exp", QStringLiteral("9999999999"), "exp");
        row("not yet", "nbf", now + 301, "nbf");
        row("not before is text", "nbf", QStringLiteral("0"), "nbf");
        row("other nonce", "nonce", QStringLiteral("replayed"), "nonce");
        row("no nonce", "nonce", QJsonValue(QJsonValue::Undefined), "nonce");
    }
    void everyCheckCounts()
    {
        QFETCH(QString, claim);
        QFETCH(QJsonValue, value);
        QFETCH(QString, detail);
        QJsonObject claims = goodClaims(Login, Now);
        claims.insert(QStringLiteral("nonce"), QStringLiteral("our-nonce"));
        QVERIFY(checked(claims, "our-nonce"));
        if (value.isUndefined())
            claims.remove(claim);
        else
            claims.insert(claim, value);
        const auto who = checked(claims, "our-nonce");
        QVERIFY(!who);
        QCOMPARE(who.error().kind, Error::Kind::TokenInvalid);
        QCOMPARE(who.error().detail, detail);
    }
    void theNonceIsComparedInConstantTime()
    {
        QJsonObject claims = goodClaims(Login, Now);
        claims.insert(QStringLiteral("nonce"), QStringLiteral("Xur-nonce"));
        comparedInConstantTime();
        QVERIFY(!checked(claims, "our-nonce"));
        QCOMPARE(comparedInConstantTime(), QList<qsizetype>{ 9 });
    }
    void fiveMinutesOfSkewAreAllowed()
    {
        QJsonObject claims = goodClaims(Login, Now);
        claims.insert(QStringLiteral("exp"), Now.toSecsSinceEpoch() - 299);
        claims.insert(QStringLiteral("nbf"), Now.toSecsSinceEpoch() + 299);
        QVERIFY(checked(claims));
    }
    void anAudienceListWithUsAsAuthorizedPartyIsForUs()
    {
        QJsonObject claims = goodClaims(Login, Now);
        claims.insert(QStringLiteral("aud"), QJsonArray{ TestClientId, QStringLiteral("x") });
        claims.insert(QStringLiteral("azp"), TestClientId);
        QVERIFY(checked(claims));
    }
    void personalAccountsAreRefusedByName()
    {
        const QString personal = QStringLiteral("9188040d-6c67-4c5b-b112-36a304b66dad");
        QJsonObject claims = goodClaims(Login, Now);
        claims.insert(QStringLiteral("tid"), personal);
        claims.insert(QStringLiteral("iss"), QStringLiteral("https://login.microsoftonline.com/%1/v2.0").arg(personal));
        const auto who = checked(claims);
        QCOMPARE(who.error().kind, Error::Kind::UnsupportedTenant);
        QCOMPARE(who.error().detail, QStringLiteral("personal"));
    }
    void customerTenantsAreRefusedByName()
    {
        for (const char *issuer : { "https://contoso.b2clogin.com/x/v2.0/", "https://contoso.ciamlogin.com/x/v2.0" }) {
            QJsonObject claims = goodClaims(Login, Now);
            claims.insert(QStringLiteral("iss"), QString::fromLatin1(issuer));
            QCOMPARE(checked(claims).error().kind, Error::Kind::UnsupportedTenant);
        }
        QJsonObject claims = goodClaims(Login, Now);
        claims.insert(QStringLiteral("tfp"), QStringLiteral("B2C_1_signin"));
        QCOMPARE(checked(claims).error().kind, Error::Kind::UnsupportedTenant);
    }
    void whatIsNoTokenIsRefused_data()
    {
        QTest::addColumn<QByteArray>("token");
        for (const char *token : { "", "..", "a.b", "a.b.c.d", "a.!!!.c", "a.bm90IGpzb24.c", "a.W10.c" })
            QTest::newRow(token) << QByteArray(token);
    }
    void whatIsNoTokenIsRefused()
    {
        QFETCH(QByteArray, token);
        const auto who = checkIdToken(token, { Login, TestClientId, {}, Now });
        QVERIFY(!who);
        QCOMPARE(who.error().kind, Error::Kind::TokenInvalid);
    }
};

BG_TEST(QCoreApplication, IdTokenTest)
#include "IdTokenTest.moc"
