// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/GraphError.h"
#include "app/auth/ClaimsChallenge.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

namespace {
HttpResponse answer(int status, const QByteArray &body, QList<QPair<QByteArray, QByteArray>> headers = {})
{
    return { status, std::move(headers), body };
}
} // namespace

class GraphErrorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyShapeHasItsKind_data();
    void everyShapeHasItsKind();
    void requestIdOfTheServiceComesFirst();
    void challengesAreFound_data();
    void challengesAreFound();
    void challengeOfThePublishedSampleIsRead();
    void pimAsksForStepUpInItsMessage();
};

void GraphErrorTest::everyShapeHasItsKind_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, int status, const char *body, Error::Kind kind, const char *code) {
        QTest::newRow(name) << status << QByteArray(body) << kind << QString::fromLatin1(code);
    };
    using K = Error::Kind;
    row("denied", 403, R"({"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges"}})",
        K::Forbidden, "Authorization_RequestDenied");
    row("CA not licensed", 403,
        R"({"error":{"code":"AccessDenied","message":"Your tenant is not licensed for this feature. Please upgrade"}})",
        K::NotLicensed, "AccessDenied");
    row("access denied otherwise", 403, R"({"error":{"code":"AccessDenied","message":"You cannot perform"}})",
        K::Forbidden, "AccessDenied");
    row("PIM not licensed", 400,
        R"({"error":{"code":"AadPremiumLicenseRequired","message":"The tenant needs to have"}})", K::NotLicensed,
        "AadPremiumLicenseRequired");
    row("logs not licensed", 403,
        R"({"error":{"code":"Authentication_RequestFromNonPremiumTenantOrB2CTenant","message":"x"}})", K::NotLicensed,
        "Authentication_RequestFromNonPremiumTenantOrB2CTenant");
    row("number in message", 400,
        R"({"error":{"code":"BadRequest","message":"1038: The policy ... preview features"}})", K::Refused, "1038");
    row("number only inside", 400,
        R"({"error":{"code":"BadRequest","message":"Bad request","innerError":{"message":"1118: TemplateId is read-only"}}})",
        K::Refused, "1118");
    row("lower-case innererror, deep", 400,
        R"({"error":{"code":"","message":"","innererror":{"innererror":{"message":"1007: schema"}}}})", K::Refused,
        "1007");
    row("empty code", 500, R"({"error":{"code":"","message":"An error has occurred."}})", K::Unavailable, "");
    row("code only inside", 400, R"({"error":{"code":"","innerError":{"code":"Deep"}}})", K::Refused, "Deep");
    row("html", 502, "<html><body>Bad gateway</body></html>", K::Unavailable, "");
    row("truncated", 404, R"({"error":{"code":"Req)", K::NotFound, "");
    row("nothing", 403, "", K::Forbidden, "");
    row("error is text", 400, R"({"error":"invalid_request","error_description":"words"})", K::Refused,
        "invalid_request");
    row("exists already", 400,
        R"({"error":{"code":"Request_BadRequest","message":"Another object with the same value for property userPrincipalName already exists."}})",
        K::Conflict, "Request_BadRequest");
    row("reference exists", 400,
        R"({"error":{"code":"Request_BadRequest","message":"One or more added object references already exist for the following"}})",
        K::Conflict, "Request_BadRequest");
    row("conflicting", 400,
        R"({"error":{"code":"Request_BadRequest","message":"A conflicting object with one or more of the specified property values is present in the directory."}})",
        K::Conflict, "Request_BadRequest");
    row("role exists", 400,
        R"({"error":{"code":"RoleAssignmentExists","message":"The Role assignment already exists."}})", K::Conflict,
        "RoleAssignmentExists");
    row("not found as 400", 400, R"({"error":{"code":"Request_ResourceNotFound","message":"x"}})", K::NotFound,
        "Request_ResourceNotFound");
    row("pim rule", 400,
        R"({"error":{"code":"RoleAssignmentRequestPolicyValidationFailed","message":"The following policy rules failed: ExpirationRule"}})",
        K::Refused, "RoleAssignmentRequestPolicyValidationFailed");
    row("method", 405, R"({"error":{"code":"methodNotAllowed","message":"x"}})", K::Refused, "methodNotAllowed");
    row("throttled", 429, "", K::Throttled, "");
    row("unauthorized", 401, "", K::Unauthorized, "");
    row("gone", 410, "", K::NotFound, "");
    row("precondition", 412, "", K::ChangedMeanwhile, "");
    row("conflict", 409, "", K::Conflict, "");
}

void GraphErrorTest::everyShapeHasItsKind()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Error::Kind, kind);
    QFETCH(QString, code);
    const Error error = graphError(answer(status, body), "c-1");
    QCOMPARE(name(error.kind), name(kind));
    QCOMPARE(error.serviceCode, code);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.requestId, QStringLiteral("c-1"));
}

void GraphErrorTest::requestIdOfTheServiceComesFirst()
{
    const QByteArray body = R"({"error":{"code":"x","innerError":{"request-id":"inner"}}})";
    QCOMPARE(graphError(answer(400, body), "c-1").requestId, QStringLiteral("inner"));
    QCOMPARE(graphError(answer(400, body, { { "Request-Id", "outer" } }), "c-1").requestId, QStringLiteral("outer"));
}

void GraphErrorTest::challengesAreFound_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isFound");
    const QByteArray json = R"({"access_token":{"acrs":{"essential":true,"value":"c1>?"}}})";
    const QByteArray std64 = json.toBase64(),
                     url64 = json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QTest::newRow("base64") << "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"" + std64 + "\"" << true;
    QTest::newRow("base64url") << "Bearer error=\"insufficient_claims\", claims=\"" + url64 + "\"" << true;
    QTest::newRow("unquoted") << "Bearer error=insufficient_claims,claims=" + std64 << true;
    QTest::newRow("second of two") << "PoP realm=\"a, b\", Bearer error=\"insufficient_claims\", claims=\"" + std64
            + "\"" << true;
    QTest::newRow("joined bearers") << "Bearer error=\"invalid_token\", Bearer error=\"insufficient_claims\", claims=\""
            + std64 + "\"" << true;
    QTest::newRow("other letter case") << "bearer ERROR=\"insufficient_claims\", Claims=\"" + std64 + "\"" << true;
    QTest::newRow("other scheme") << "PoP error=\"insufficient_claims\", claims=\"" + std64 + "\"" << false;
    QTest::newRow("other error") << "Bearer error=\"invalid_token\", claims=\"" + std64 + "\"" << false;
    QTest::newRow("garbage") << QByteArray("Bearer error=\"insufficient_claims\", claims=\"%%%\"") << false;
    QTest::newRow("not an object") << "Bearer claims=\"" + QByteArray("[1]").toBase64() + "\"" << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void GraphErrorTest::challengesAreFound()
{
    QFETCH(QByteArray, header);
    QFETCH(bool, isFound);
    const auto claims = claimsChallenge(header);
    QCOMPARE(claims.has_value(), isFound);
    if (isFound)
        QVERIFY(claims->contains(QLatin1String("c1>?")));
}

void GraphErrorTest::challengeOfThePublishedSampleIsRead()
{
    const QByteArray header
        = "Bearer realm=\"\", authorization_uri=\"https://login.example/common/oauth2/authorize\", "
          "error=\"insufficient_claims\", "
          "claims=\"eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiY3AxIn19fQ==\"";
    QCOMPARE(claimsChallenge(header).value_or(QString()),
             QStringLiteral(R"({"access_token":{"acrs":{"essential":true,"value":"cp1"}}})"));
}

void GraphErrorTest::pimAsksForStepUpInItsMessage()
{
    const QByteArray body = R"({"error":{"code":"RoleAssignmentRequestAcrsValidationFailed","message":
        "&claims=%7B%22access_token%22%3A%7B%22acrs%22%3A%7B%22essential%22%3Atrue%2C%22value%22%3A%22c1%22%7D%7D%7D"}})";
    const Error error = graphError(answer(400, body), "c-1");
    QCOMPARE(error.kind, Error::Kind::StepUpNeeded);
    QCOMPARE(error.claims, QStringLiteral(R"({"access_token":{"acrs":{"essential":true,"value":"c1"}}})"));
}

BG_TEST(QCoreApplication, GraphErrorTest)
#include "GraphErrorTest.moc"
