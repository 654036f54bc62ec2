// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/GraphClient.h"
#include "app/graph/ResponseCache.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "tests/graph/FixedTokens.h"
#include "tests/graph/ScriptedServer.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestProgram.h"

#include <QJsonDocument>
#include <QTest>

#include <thread>

using namespace bg;
using namespace std::chrono_literals;

namespace {

GraphRequest get(const char *path = "/organization")
{
    GraphRequest request;
    request.path = QLatin1String(path);
    request.endpoint = QStringLiteral("organization.list");
    return request;
}

GraphRequest post()
{
    GraphRequest request = get("/groups");
    request.method = "POST";
    request.endpoint = QStringLiteral("groups.create");
    request.body = { { QStringLiteral("displayName"), QStringLiteral("x") } };
    return request;
}

// A client, its clock and its books against one script.
struct Bench {
    explicit Bench(ScriptedServer::Script script)
        : server(std::move(script)), pacing(clock), client(server.cloud(), tokens, clock, pacing, counter)
    { }
    std::chrono::milliseconds elapsed() const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(clock.now().time_since_epoch());
    }
    ScriptedServer server;
    FixedTokens tokens;
    FakeClock clock;
    RequestPacing pacing;
    RequestCounter counter;
    GraphClient client;
};

const QByteArray challenge = "Bearer realm=\"\", error=\"insufficient_claims\", claims=\""
    + QByteArray(R"({"access_token":{"acrs":{"essential":true,"value":"c1"}}})").toBase64() + "\"";

} // namespace

class GraphClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChallengeThatTheOtherLaneAnsweredMeanwhileAsksNobodyAgain()
    {
        FixedTokens *tokens = nullptr;
        Bench bench([&](const SeenRequest &, int number) {
            if (number > 0)
                return ScriptedAnswer{ 200, R"({"id":"7"})", {} };
            ++tokens->generation; // while this request was under way
            return ScriptedAnswer{ 401, "{}", { { "WWW-Authenticate", challenge } } };
        });
        tokens = &bench.tokens;
        QVERIFY(bench.client.send(get(), {}));
        QCOMPARE(bench.tokens.claims, QStringList());
        QCOMPARE(bench.server.seen().size(), 2);
    }
    void requestCarriesTokenAndIdsAndAnswerIsParsed()
    {
        Bench bench([](const SeenRequest &, int) {
            return ScriptedAnswer{ 200,
                                   R"({"id":"7"})",
                                   { { "request-id", "r-1" }, { "Date", "Fri, 20 Nov 2026 12:00:00 GMT" } } };
        });
        const auto answer = bench.client.send(get(), {});
        QVERIFY(answer);
        QCOMPARE(answer->json.value(QLatin1String("id")).toString(), QStringLiteral("7"));
        QCOMPARE(answer->requestId, QStringLiteral("r-1"));
        QCOMPARE(answer->date, QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC));
        const SeenRequest seen = bench.server.seen().first();
        QCOMPARE(seen.target, "/v1.0/organization");
        QCOMPARE(seen.headers.value("authorization"), "Bearer token-0");
        QCOMPARE(seen.headers.value("client-request-id").size(), 36);
        QVERIFY(!seen.headers.contains("prefer"));
    }

    void betaGoesToBeta()
    {
        Bench bench([](const SeenRequest &, int) { return ScriptedAnswer{ 200, "{}" }; });
        GraphRequest request = get();
        request.version = ApiVersion::Beta;
        QVERIFY(bench.client.send(request, {}));
        QCOMPARE(bench.server.seen().first().target, "/beta/organization");
    }

    void everyTryHasARequestIdOfItsOwn()
    {
        Bench bench([](const SeenRequest &, int index) { return ScriptedAnswer{ index == 0 ? 503 : 200, "{}" }; });
        QVERIFY(bench.client.send(get(), {}));
        const auto seen = bench.server.seen();
        QCOMPARE(seen.size(), 2);
        QVERIFY(seen[0].headers.value("client-request-id") != seen[1].headers.value("client-request-id"));
        QCOMPARE(bench.counter.count().requests, 2);
        QCOMPARE(bench.counter.count().retries, 1);
        QCOMPARE(bench.counter.count().perEndpoint.value(QStringLiteral("organization.list")), 2);
    }

    void aPreviewAsksAgainOnlyForWhatWasNotReadLately()
    {
        Bench bench([](const SeenRequest &seen, int) {
            return ScriptedAnswer{ seen.target.endsWith("/gone") ? 404 : 200, "{}" };
        });
        ResponseCache recent(bench.clock);
        bench.client.remember(recent);
        QVERIFY(bench.client.send(get("/organization"), {}));
        QCOMPARE(bench.client.send(get("/users/gone"), {}).error().kind, Error::Kind::NotFound);

        GraphClient preview(bench.server.cloud(), bench.tokens, bench.clock, bench.pacing, bench.counter);
        preview.recall(recent, 10s);
        bench.clock.advance(9s);
        QVERIFY(preview.send(get("/organization"), {}));
        QCOMPARE(preview.send(get("/users/gone"), {}).error().kind, Error::Kind::NotFound);
        QCOMPARE(bench.server.seen().size(), 2);
        QVERIFY(preview.send(get("/domains"), {})); // never read
        bench.clock.advance(2s);
        QVERIFY(preview.send(get("/organization"), {})); // too old
        QCOMPARE(bench.server.seen().size(), 4);
        recent.forget();
        preview.recall(recent, 1000s);
        QVERIFY(preview.send(get("/organization"), {}));
        QCOMPARE(bench.server.seen().size(), 5);
    }

    void whatCouldNotBeReadIsNotRemembered()
    {
        Bench bench([](const SeenRequest &, int index) { return ScriptedAnswer{ index == 0 ? 403 : 200, "{}" }; });
        ResponseCache recent(bench.clock);
        bench.client.remember(recent);
        bench.client.recall(recent, 10s);
        QVERIFY(!bench.client.send(get(), {}));
        QVERIFY(bench.client.send(get(), {}));
    }

    void aWriteThatWentWellLeavesItsRequestIds()
    {
        Bench bench([](const SeenRequest &, int index) {
            return ScriptedAnswer{ index == 1 ? 400 : 200,
                                   "{}",
                                   { { "request-id", "r-" + QByteArray::number(index) } } };
        });
        QVERIFY(bench.client.send(get(), {})); // no write
        QVERIFY(!bench.client.send(post(), {})); // refused
        QVERIFY(bench.client.send(post(), {}));
        const QList<GraphReceipt> receipts = bench.client.takeReceipts();
        QCOMPARE(receipts.size(), 1);
        QCOMPARE(receipts[0].endpoint, QStringLiteral("groups.create"));
        QCOMPARE(receipts[0].requestId, QStringLiteral("r-2"));
        QCOMPARE(receipts[0].clientRequestId.toLatin1(), bench.server.seen()[2].headers.value("client-request-id"));
        QVERIFY(bench.client.takeReceipts().isEmpty());
    }

    void repeatableMethodsAreSentAgain_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("kind"); // 0 status 500, 1 dropped, 2 truncated, 3 html with 200
        for (const char *method : { "GET", "PATCH", "DELETE", "PUT" })
            for (int kind : { 0, 1, 2, 3 })
                QTest::addRow("%s %d", method, kind) << QByteArray(method) << kind;
    }
    void repeatableMethodsAreSentAgain()
    {
        QFETCH(QByteArray, method);
        QFETCH(int, kind);
        Bench bench([kind](const SeenRequest &, int index) {
            if (index > 0)
                return ScriptedAnswer{ 200, "{}" };
            switch (kind) {
            case 0:
                return ScriptedAnswer{ 500, "{}" };
            case 1:
                return ScriptedAnswer{ 200, {}, {}, true };
            case 2:
                return ScriptedAnswer{ 200, "{\"val", {}, false, true };
            default:
                return ScriptedAnswer{ 200, "<html>" };
            }
        });
        GraphRequest request = get();
        request.method = method;
        QVERIFY(bench.client.send(request, {}));
        QCOMPARE(bench.server.count(), 2);
    }

    void fiveTriesAreEnough()
    {
        Bench bench([](const SeenRequest &, int) { return ScriptedAnswer{ 503, errorBody("", "busy") }; });
        const auto answer = bench.client.send(get(), {});
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::Unavailable);
        QCOMPARE(answer.error().httpStatus, 503);
        QCOMPARE(bench.server.count(), 5);
    }

    void refusalsAreNotRepeated()
    {
        Bench bench([](const SeenRequest &, int) {
            return ScriptedAnswer{ 400, errorBody("Request_BadRequest", "no") };
        });
        const auto answer = bench.client.send(get(), {});
        QCOMPARE(answer.error().kind, Error::Kind::Refused);
        QCOMPARE(answer.error().serviceCode, QStringLiteral("Request_BadRequest"));
        QCOMPARE(bench.server.count(), 1);
    }

    void lostPostIsNotSentAgainWithoutALook()
    {
        Bench bench([](const SeenRequest &, int) { return ScriptedAnswer{ 200, {}, {}, true }; });
        QVERIFY(!bench.client.send(post(), {}));
        QCOMPARE(bench.server.count(), 1);
    }

    void lostPostThatArrivedCountsAsDone()
    {
        Bench bench([](const SeenRequest &, int) { return ScriptedAnswer{ 503, "{}" }; });
        GraphRequest request = post();
        int looks = 0;
        request.didArrive = [&](std::stop_token) -> Result<bool> { return ++looks == 3; };
        QVERIFY(bench.client.send(request, {}));
        QCOMPARE(bench.server.count(), 1);
        QCOMPARE(looks, 3);
    }

    void lostPostThatDidNotArriveIsSentOnceMore()
    {
        Bench bench([](const SeenRequest &, int index) {
            return index == 0 ? ScriptedAnswer{ 200, {}, {}, true } : ScriptedAnswer{ 201, R"({"id":"1"})" };
        });
        GraphRequest request = post();
        request.didArrive = [](std::stop_token) -> Result<bool> { return false; };
        const auto answer = bench.client.send(request, {});
        QVERIFY(answer);
        QCOMPARE(answer->status, 201);
        QCOMPARE(bench.server.count(), 2);
    }

    void throttledPostIsSentAgainAfterRetryAfter()
    {
        Bench bench([](const SeenRequest &, int index) {
            return index == 0 ? ScriptedAnswer{ 429, "{}", { { "Retry-After", "7" } } } : ScriptedAnswer{ 201, "{}" };
        });
        QVERIFY(bench.client.send(post(), {}));
        QCOMPARE(bench.elapsed(), 7000ms);
        QCOMPARE(bench.counter.count().throttled, 1);
    }

    void retryAfterMayBeADate()
    {
        Bench bench([](const SeenRequest &, int index) {
            return index == 0 ? ScriptedAnswer{ 429,
                                                "{}",
                                                { { "Retry-After", "Fri, 20 Nov 2026 12:00:09 GMT" },
                                                  { "Date", "Fri, 20 Nov 2026 12:00:00 GMT" } } }
                              : ScriptedAnswer{ 200, "{}" };
        });
        QVERIFY(bench.client.send(get(), {}));
        QCOMPARE(bench.elapsed(), 9000ms);
    }

    void veryLongRetryAfterIsAnError()
    {
        Bench bench([](const SeenRequest &, int) {
            return ScriptedAnswer{ 429, "{}", { { "Retry-After", "86400" } } };
        });
        const auto answer = bench.client.send(get(), {});
        QCOMPARE(answer.error().kind, Error::Kind::Throttled);
        QCOMPARE(bench.server.count(), 1);
    }

    void claimsChallengeStepsUpOnceAndSendsTheSameRequest_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("401") << 401;
        QTest::newRow("403") << 403;
    }
    void claimsChallengeStepsUpOnceAndSendsTheSameRequest()
    {
        QFETCH(int, status);
        Bench bench([status](const SeenRequest &, int index) {
            return index == 0 ? ScriptedAnswer{ status, "{}", { { "WWW-Authenticate", challenge } } }
                              : ScriptedAnswer{ 201, "{}" };
        });
        QVERIFY(bench.client.send(post(), {}));
        const auto seen = bench.server.seen();
        QCOMPARE(seen.size(), 2);
        QCOMPARE(seen[0].body, seen[1].body);
        QCOMPARE(seen[1].headers.value("authorization"), "Bearer token-1");
        QCOMPARE(bench.tokens.claims.size(), 1);
        QVERIFY(bench.tokens.claims.first().contains(QLatin1String("\"c1\"")));
    }

    void challengeAfterStepUpIsAnError()
    {
        Bench bench([](const SeenRequest &, int) {
            return ScriptedAnswer{ 401, "{}", { { "WWW-Authenticate", challenge } } };
        });
        const auto answer = bench.client.send(get(), {});
        QCOMPARE(answer.error().kind, Error::Kind::StepUpNeeded);
        QCOMPARE(bench.server.count(), 2);
        QCOMPARE(bench.tokens.claims.size(), 1);
    }

    void unauthorizedWithoutChallengeTakesAFreshTokenOnce()
    {
        Bench bench([](const SeenRequest &request, int) {
            return ScriptedAnswer{ request.headers.value("authorization") == "Bearer token-1" ? 200 : 401, "{}" };
        });
        QVERIFY(bench.client.send(get(), {}));
        QCOMPARE(int(bench.tokens.invalidated), 1);
    }

    void policiesArePacedOneSecondFromStartToStart()
    {
        Bench bench([](const SeenRequest &, int) { return ScriptedAnswer{ 200, "{}" }; });
        GraphRequest request = get("/identity/conditionalAccess/policies");
        request.pace = GraphRequest::Lane::ConditionalAccess;
        for (int i = 0; i < 5; ++i)
            QVERIFY(bench.client.send(request, {}));
        QCOMPARE(bench.elapsed(), 4 * RequestPacing::usualSpacing);
        QCOMPARE(bench.server.seen().first().headers.value("prefer"), "include-unknown-enum-members");
        // and nothing else waits
        QVERIFY(bench.client.send(get(), {}));
        QCOMPARE(bench.elapsed(), 4 * RequestPacing::usualSpacing);
    }

    void policiesBackOffLongerAfterEach429()
    {
        Bench bench([](const SeenRequest &, int index) { return ScriptedAnswer{ index < 4 ? 429 : 200, "{}" }; });
        GraphRequest request = get("/identity/conditionalAccess/policies");
        request.pace = GraphRequest::Lane::ConditionalAccess;
        QVERIFY(bench.client.send(request, {}));
        QVERIFY(bench.elapsed() >= 8s); // 1, then 1 to 2, 2 to 4, 4 to 8 seconds
        QVERIFY(bench.elapsed() <= 16s);
        QCOMPARE(bench.counter.count().throttled, 4);
    }

    void listFollowsPagesOfItsOwnHost()
    {
        Cloud cloud;
        Bench bench([&](const SeenRequest &, int index) {
            const QByteArray next = cloud.graph.toEncoded() + "/v1.0/groups?$skiptoken=a%2Bb";
            return index == 0 ? ScriptedAnswer{ 200, "{\"value\":[{\"id\":1}],\"@odata.nextLink\":\"" + next + "\"}" }
                              : ScriptedAnswer{ 200, R"({"value":[{"id":2},{"id":3}]})" };
        });
        cloud = bench.server.cloud();
        const auto all = bench.client.list(get("/groups"), {});
        QVERIFY(all);
        QCOMPARE(all->size(), 3);
        QCOMPARE(bench.server.seen().last().target, "/v1.0/groups?$skiptoken=a%2Bb");
    }

    void listDoesNotFollowAnotherHost_data()
    {
        QTest::addColumn<QByteArray>("link");
        QTest::newRow("host") << QByteArray("https://evil.example/v1.0/groups?$skiptoken=1");
        QTest::newRow("host of the same port") << QByteArray("http://127.0.0.2:%3/v1.0/groups?$skiptoken=1");
        QTest::newRow("version") << QByteArray("%1/beta/groups?$skiptoken=1");
        QTest::newRow("user info") << QByteArray("http://127.0.0.1:1@%2/v1.0/groups?$skiptoken=1");
        QTest::newRow("itself") << QByteArray("%1/v1.0/groups");
    }
    void listDoesNotFollowAnotherHost()
    {
        QFETCH(QByteArray, link);
        QByteArray address;
        Bench bench([&](const SeenRequest &, int) {
            QByteArray next = link;
            next.replace("%1", address).replace("%2", address.mid(7)).replace("%3", address.mid(17));
            return ScriptedAnswer{ 200, "{\"value\":[],\"@odata.nextLink\":\"" + next + "\"}" };
        });
        address = bench.server.cloud().graph.toEncoded();
        const auto all = bench.client.list(get("/groups"), {});
        QCOMPARE(all.error().kind, Error::Kind::Malformed);
        QCOMPARE(bench.server.count(), 1);
    }

    void memberIsNeverDeletedThroughItsGroup()
    {
        Bench bench([](const SeenRequest &, int) { return ScriptedAnswer{ 204, {} }; });
        GraphRequest request = get("/groups/1/members/2");
        request.method = "DELETE";
        QCOMPARE(bench.client.send(request, {}).error().kind, Error::Kind::Internal);
        QCOMPARE(bench.server.count(), 0);
        request.path = QStringLiteral("/groups/1/members/2/$ref");
        QVERIFY(bench.client.send(request, {}));
        QCOMPARE(bench.server.seen().first().target, "/v1.0/groups/1/members/2/$ref");
    }

    void cancelIsFeltWhileTheServiceIsSilent()
    {
        std::atomic<bool> isAsked = false;
        std::stop_source stop;
        Bench bench([&](const SeenRequest &, int) {
            isAsked = true;
            isAsked.notify_all();
            while (!stop.stop_requested())
                std::this_thread::yield();
            return ScriptedAnswer{ 200, {}, {}, true };
        });
        std::chrono::steady_clock::time_point at;
        std::jthread printOpenSheets([&] {
            isAsked.wait(false);
            at = std::chrono::steady_clock::now();
            stop.request_stop();
        });
        const auto answer = bench.client.send(get(), stop.get_token());
        const auto felt = std::chrono::steady_clock::now() - at;
        QCOMPARE(answer.error().kind, Error::Kind::Cancelled);
        QVERIFY2(felt < 100ms, qPrintable(QString::number(felt / 1ms)));
    }

    void secretBodyGoesOutAndStaysOutOfTheBooks()
    {
        Bench bench([](const SeenRequest &, int) { return ScriptedAnswer{ 204, {} }; });
        QList<GraphExchange> told;
        bench.counter.observe([&](const GraphExchange &exchange) { told.append(exchange); });
        GraphRequest request = post();
        request.secretBody = [] { return Secret::copyOf(R"({"password":"tulip-7"})"); };
        QVERIFY(bench.client.send(request, {}));
        QCOMPARE(bench.server.seen().first().body, R"({"password":"tulip-7"})");
        QCOMPARE(told.size(), 1);
        QVERIFY(!QJsonDocument(told.first().request).toJson().contains("tulip"));
        QCOMPARE(told.first().endpoint, QStringLiteral("groups.create"));
    }
};

BG_TEST(QCoreApplication, GraphClientTest)
#include "GraphClientTest.moc"
