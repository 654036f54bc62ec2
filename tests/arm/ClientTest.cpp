// SPDX-License-Identifier: GPL-3.0-or-later
#include "ArmServer.h"
#include "FakeTokens.h"

#include "app/arm/ArmClient.h"
#include "tests/support/TestProgram.h"

#include <QJsonDocument>
#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Reply with(Reply answer, const QByteArray &name, const QByteArray &value)
{
    answer.headers.append({ name, value });
    return answer;
}

Reply error(int status, const QByteArray &body)
{
    Reply answer;
    answer.status = status;
    answer.json = QJsonDocument::fromJson(body).object();
    return answer;
}

const QString thing = u"/subscriptions/s/things/t"_s;

struct Bench {
    Bench() : arm(server.cloud, tokens, server.clock) { }
    QByteArray origin() const { return server.cloud.resourceManager.toEncoded(); }
    // Answers in this order, then nothing more.
    void script(QList<Reply> answers)
    {
        server.instead
            = [answers = std::move(answers), at = qsizetype(0)](const Call &) mutable -> std::optional<Reply> {
            return at < answers.size() ? answers[at++] : Reply::refused(500, "script", u"is over"_s);
        };
    }
    Result<QJsonObject> put() { return arm.put(thing, u"2023-09-01"_s, { { u"a"_s, 1 } }, {}); }

    ArmServer server;
    FakeTokens tokens;
    ArmClient arm;
};

} // namespace

class ClientTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTokenIsOfThisService()
    {
        Bench bench;
        bench.script({ Reply::of({ { u"ok"_s, true } }) });
        QVERIFY(bench.put());
        QCOMPARE(bench.tokens.resources, QList<Resource>{ Resource::ResourceManager });
        QCOMPARE(bench.tokens.asked, QStringList{ u"user_impersonation"_s });
        QCOMPARE(bench.server.seen().first().apiVersion, u"2023-09-01"_s);
    }

    void anOperationIsWaitedForAtThePaceAskedFor()
    {
        Bench bench;
        const Reply first = with(with(Reply::of({}, 202), "Azure-AsyncOperation", bench.origin() + "/op?api-version=1"),
                                 "Retry-After", "7");
        bench.script({ first, with(Reply::of({ { u"status"_s, u"InProgress"_s } }), "Retry-After", "11"),
                       Reply::of({ { u"status"_s, u"Succeeded"_s } }), Reply::of({ { u"name"_s, u"t"_s } }) });
        const auto before = bench.server.clock.now();
        const auto done = bench.put();
        QVERIFY(done);
        QCOMPARE((*done)["name"_L1].toString(), u"t"_s);
        QCOMPARE(std::chrono::duration_cast<std::chrono::seconds>(bench.server.clock.now() - before).count(), 18);
    }

    void aFailedOperationSaysWhy()
    {
        Bench bench;
        const Reply first
            = with(Reply::of({ { u"x"_s, 1 } }, 201), "Azure-AsyncOperation", bench.origin() + "/op?api-version=1");
        bench.script(
            { first, error(200, R"({"status":"Failed","error":{"code":"Conflict","message":"The name is taken."}})") });
        const auto done = bench.put();
        QCOMPARE(done.error().kind, Error::Kind::Conflict);
        QCOMPARE(done.error().serviceMessage, u"The name is taken."_s);
    }

    void aLocationIsFollowedUntilItIsNoMore202()
    {
        Bench bench;
        const Reply working
            = with(with(Reply::of({}, 202), "Location", bench.origin() + "/later?api-version=1"), "Retry-After", "1");
        bench.script({ working, working, Reply::of({ { u"name"_s, u"late"_s } }) });
        QCOMPARE((*bench.put())["name"_L1].toString(), u"late"_s);
        QCOMPARE(bench.server.seen().last().path, u"/later"_s);
    }

    void aStateThatIsNotFinalIsWaitedFor()
    {
        Bench bench;
        const auto state = [](const QString &word) {
            return Reply::of({ { u"properties"_s, QJsonObject{ { u"provisioningState"_s, word } } } });
        };
        bench.script({ state(u"Accepted"_s), state(u"Creating"_s), state(u"Succeeded"_s) });
        QVERIFY(bench.put());
        bench.script({ state(u"Creating"_s), state(u"Failed"_s) });
        QCOMPARE(bench.put().error().kind, Error::Kind::Refused);
    }

    void workThatNeverEndsEnds()
    {
        Bench bench;
        bench.server.instead = [](const Call &) {
            return Reply::of({ { u"properties"_s, QJsonObject{ { u"provisioningState"_s, u"Creating"_s } } } });
        };
        QCOMPARE(bench.put().error().kind, Error::Kind::TimedOut);
    }

    void anOperationOnAnotherHostIsNotFollowed()
    {
        Bench bench;
        bench.script({ with(Reply::of({}, 202), "Azure-AsyncOperation", "http://127.0.0.1:1/op") });
        QCOMPARE(bench.put().error().kind, Error::Kind::HostNotAllowed);
    }

    void stopEndsTheWaiting()
    {
        Bench bench;
        std::stop_source source;
        bench.server.instead = [&](const Call &call) -> std::optional<Reply> {
            if (call.method == "GET")
                source.request_stop();
            return Reply::of({ { u"properties"_s, QJsonObject{ { u"provisioningState"_s, u"Creating"_s } } } });
        };
        QVERIFY(bench.arm.put(thing, u"1"_s, { { u"a"_s, 1 } }, source.get_token()).error().isCancelled());
    }

    void multiFactorIsAskedForAndTheWriteRepeated_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("401") << 401;
        QTest::newRow("403, as a policy") << 403;
    }
    void multiFactorIsAskedForAndTheWriteRepeated()
    {
        QFETCH(int, status);
        Bench bench;
        const QByteArray claims = R"({"access_token":{"acrs":{"essential":true,"values":["p1"]}}})";
        bench.script(
            { with(error(status, R"({"error":{"code":"RequestDisallowedByAzure","message":"MFA"}})"),
                   "WWW-Authenticate", "Bearer error=\"insufficient_claims\", claims=\"" + claims.toBase64() + "\""),
              Reply::of({ { u"ok"_s, true } }) });
        QVERIFY(bench.put());
        QCOMPARE(bench.tokens.claims, QStringList{ QString::fromUtf8(claims) });
        QCOMPARE(bench.server.writes().size(), 2);
    }

    void aSecondChallengeIsAnError()
    {
        Bench bench;
        bench.server.azure.scenario.asksForMfa = true;
        const auto done = bench.arm.put(u"/subscriptions/"_s + ArmScenario::subscriptionId() + u"/resourceGroups/g"_s,
                                        u"2022-09-01"_s, { { u"location"_s, u"x"_s } }, {});
        QCOMPARE(done.error().kind, Error::Kind::StepUpNeeded);
        QCOMPARE(bench.tokens.claims.size(), 1);
        bench.tokens.onStepUp = [&] { bench.server.session.contexts = { u"p1"_s }; };
        QVERIFY(bench.arm.put(u"/subscriptions/"_s + ArmScenario::subscriptionId() + u"/resourceGroups/g"_s,
                              u"2022-09-01"_s, { { u"location"_s, u"x"_s } }, {}));
    }

    void throttlingIsWaitedOut()
    {
        Bench bench;
        const auto before = bench.server.clock.now();
        bench.script(
            { with(error(429, R"({"error":{"code":"TooManyRequests","message":"slow"}})"), "Retry-After", "17"),
              Reply::of({ { u"ok"_s, true } }) });
        QVERIFY(bench.put());
        QCOMPARE(std::chrono::duration_cast<std::chrono::seconds>(bench.server.clock.now() - before).count(), 17);
    }

    void aTokenThatIsRefusedIsDistrustedOnce()
    {
        Bench bench;
        bench.server.instead = [](const Call &) {
            return error(401, R"({"error":{"code":"ExpiredAuthenticationToken","message":"old"}})");
        };
        QCOMPARE(bench.put().error().kind, Error::Kind::Unauthorized);
        QCOMPARE(bench.tokens.invalidated, 1);
    }

    void eachShapeOfRefusalIsRead_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, int status, const char *body, Error::Kind kind) {
            QTest::newRow(name) << status << QByteArray(body) << int(kind);
        };
        row("rights", 403,
            R"({"error":{"code":"AuthorizationFailed","message":"The client does not have authorization"}})",
            Error::Kind::Forbidden);
        row("rights elsewhere", 403, R"({"error":{"code":"LinkedAuthorizationFailed","message":"x"}})",
            Error::Kind::Forbidden);
        row("not registered", 409, R"({"error":{"code":"MissingSubscriptionRegistration","message":"x"}})",
            Error::Kind::ProviderNotRegistered);
        row("policy", 403,
            R"({"error":{"code":"RequestDisallowedByPolicy","target":"w","message":"x","additionalInfo":[]}})",
            Error::Kind::DisallowedByPolicy);
        row("policy, inside", 400,
            R"({"error":{"code":"InvalidTemplateDeployment","message":"x","details":[{"code":"RequestDisallowedByPolicy","message":"y"}]}})",
            Error::Kind::DisallowedByPolicy);
        row("at the top", 409, R"({"code":"Conflict","message":"Data sink is already used"})", Error::Kind::Conflict);
        row("limit in words", 400,
            R"({"code":"BadRequest","message":"The maximum number of diagnostic settings is 5."})",
            Error::Kind::LimitReached);
        row("no such subscription", 404, R"({"error":{"code":"SubscriptionNotFound","message":"x"}})",
            Error::Kind::NotFound);
        row("old shape", 400, R"({"Message":"bad"})", Error::Kind::Refused);
        row("nothing", 409, "", Error::Kind::Conflict);
    }
    void eachShapeOfRefusalIsRead()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        Bench bench;
        bench.script({ error(status, body) });
        QCOMPARE(name(bench.put().error().kind), name(Error::Kind(kind)));
    }

    void allPagesAreRead()
    {
        Bench bench;
        bench.server.azure.scenario.pageSize = 2;
        for (int i = 0; i < 5; ++i) {
            const QString id = u"/subscriptions/%1/resourceGroups/g%2"_s.arg(ArmScenario::subscriptionId()).arg(i);
            bench.server.azure.resources[id.toLower()]
                = { { u"id"_s, id }, { u"type"_s, u"Microsoft.Resources/resourceGroups"_s } };
        }
        ArmRequest request;
        request.path = u"/subscriptions/"_s + ArmScenario::subscriptionId() + u"/resourceGroups"_s;
        request.apiVersion = u"2022-09-01"_s;
        QCOMPARE(bench.arm.list(request, {})->size(), 5);
        QCOMPARE(bench.server.seen().size(), 3);
    }

    void aPostThatWasLostIsNotSentAgain()
    {
        Bench bench;
        bench.server.instead = [](const Call &) { return error(503, ""); };
        ArmRequest request;
        request.method = "POST";
        request.path = thing;
        request.apiVersion = u"1"_s;
        QCOMPARE(bench.arm.send(request, {}).error().kind, Error::Kind::Unavailable);
        QCOMPARE(bench.server.seen().size(), 1);
        QCOMPARE(bench.put().error().kind, Error::Kind::Unavailable);
        QVERIFY(bench.server.seen().size() > 2);
    }
};

BG_TEST(QCoreApplication, ClientTest)
#include "ClientTest.moc"
