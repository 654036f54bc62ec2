// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/GraphClient.h"

#include "app/base/Log.h"
#include "app/base/Random.h"
#include "app/base/Retry.h"
#include "app/graph/GraphError.h"
#include "app/graph/HttpDate.h"
#include "app/graph/MemberLink.h"
#include "app/graph/NextLink.h"
#include "app/graph/ResponseCache.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"

#include <QJsonDocument>

#include <optional>
#include <utility>

namespace bg {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

QString versionName(ApiVersion version)
{
    return version == ApiVersion::V1 ? QStringLiteral("v1.0") : QStringLiteral("beta");
}

QUrl addressOf(const Cloud &cloud, const GraphRequest &request)
{
    const QString address = cloud.graph.toString(QUrl::RemovePath | QUrl::StripTrailingSlash) + QLatin1Char('/')
        + versionName(request.version) + request.path;
    return QUrl::fromEncoded(address.toUtf8());
}

Result<GraphResponse> parsed(const HttpResponse &http, const QByteArray &id)
{
    if (http.status < 200 || http.status > 299)
        return fail(graphError(http, id));

    GraphResponse response;
    response.status = http.status;
    response.requestId = QString::fromLatin1(http.header("request-id"));
    response.clientRequestId = QString::fromLatin1(id);
    response.date = parseHttpDate(http.header("Date"));
    response.location = QUrl::fromEncoded(http.header("Location"));
    if (http.body.trimmed().isEmpty())
        return response;

    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(http.body, &problem);
    if (!document.isObject()) {
        Error error;
        error.kind = Error::Kind::Malformed;
        error.detail = QStringLiteral("not a JSON object: ") + problem.errorString();
        error.httpStatus = http.status;
        error.requestId = response.requestId.isEmpty() ? QString::fromLatin1(id) : response.requestId;
        return fail(std::move(error));
    }
    response.json = document.object();
    return response;
}

std::optional<milliseconds> retryAfter(const HttpResponse &http)
{
    const QByteArray value = http.header("Retry-After").trimmed();
    bool isNumber = false;
    const int seconds = value.toInt(&isNumber);
    if (isNumber && seconds >= 0)
        return std::chrono::seconds(seconds);
    const QDateTime until = parseHttpDate(value), now = parseHttpDate(http.header("Date"));
    if (until.isValid() && now.isValid())
        return milliseconds(std::max<qint64>(0, now.msecsTo(until)));
    return std::nullopt;
}

} // namespace

struct GraphClient::Try {
    Result<GraphResponse> result;
    std::optional<milliseconds> retryAfter = std::nullopt;
};

GraphClient::GraphClient(const Cloud &cloud, TokenSource &tokens, Clock &clock, RequestPacing &pacing,
                         RequestCounter &counter)
    : m_cloud(cloud), m_tokens(tokens), m_clock(clock), m_pacing(pacing), m_counter(counter), m_http(cloud)
{ }

HttpRequest GraphClient::httpRequest(const GraphRequest &request, const Secret &token, const QByteArray &id) const
{
    HttpRequest http;
    http.method = request.method;
    http.url = addressOf(m_cloud, request);
    http.bearer = &token;
    http.headers = request.headers;
    http.headers.emplace_back("Accept", "application/json");
    http.headers.emplace_back("User-Agent", "breakglass-wizard");
    http.headers.emplace_back("client-request-id", id);
    http.headers.emplace_back("return-client-request-id", "true");
    // Without it newer enumeration members of policies read as "unknownFutureValue".
    if (request.pace == GraphRequest::Lane::ConditionalAccess)
        http.headers.emplace_back("Prefer", "include-unknown-enum-members");
    if (!request.secretBody && !request.body.isEmpty())
        http.body = QJsonDocument(request.body).toJson(QJsonDocument::Compact);
    if (request.secretBody || !http.body.isEmpty() || request.method == "POST") // Qt warns of a POST without a type
        http.headers.emplace_back("Content-Type", "application/json");
    return http;
}

GraphClient::Try GraphClient::once(const GraphRequest &request, bool isRetry, std::stop_token stop)
{
    auto token = m_tokens.token(Resource::Graph, request.scopes, stop);
    if (!token)
        return { fail(std::move(token).error()) };

    std::optional<RequestPacing::Turn> turn;
    if (request.pace == GraphRequest::Lane::ConditionalAccess) {
        auto mine = m_pacing.turn(stop);
        if (!mine)
            return { fail(std::move(mine).error()) };
        turn.emplace(std::move(*mine));
    }

    const QByteArray id = randomGuid().toLatin1();
    HttpRequest http = httpRequest(request, *token, id);
    const Secret secretBody = request.secretBody ? request.secretBody() : Secret();
    if (request.secretBody)
        http.secretBody = &secretBody;
    m_sent = token->duplicate();
    m_counter.sent(request.endpoint, isRetry);
    const auto answer = m_http.send(http, stop);
    if (!answer) {
        Error error = answer.error();
        error.requestId = QString::fromLatin1(id);
        return { fail(std::move(error)) };
    }

    if (answer->status == 429)
        m_counter.throttled();
    if (turn && answer->status == 429)
        turn->throttled(retryAfter(*answer));
    else if (turn)
        turn->passed();
    m_counter.tell({ request.method, versionName(request.version), request.path, request.endpoint, request.body,
                     answer->status, QJsonDocument::fromJson(answer->body).object() });
    return { parsed(*answer, id), retryAfter(*answer) };
}

// The first look may come too early: the replica that answers lags behind the one that wrote.
Result<bool> GraphClient::lookWhetherItArrived(const GraphRequest &request, std::stop_token stop)
{
    for (const milliseconds pause : { 500ms, 1000ms, 2000ms, 4000ms }) {
        if (!m_clock.sleep(pause, stop))
            return fail(Error::Kind::Cancelled);
        const auto arrived = request.didArrive(stop);
        if (!arrived || *arrived)
            return arrived;
    }
    return false;
}

bool GraphClient::isTokenReplaced(const GraphRequest &request, std::stop_token stop)
{
    const auto current = m_tokens.token(Resource::Graph, request.scopes, stop);
    return current && !current->equals(m_sent.reveal());
}

Result<void> GraphClient::authorizeAgain(const Error &error, std::stop_token stop)
{
    if (error.kind == Error::Kind::StepUpNeeded)
        return m_tokens.stepUp(Resource::Graph, error.claims, stop);
    m_tokens.invalidate(Resource::Graph);
    return {};
}

Result<GraphResponse> GraphClient::send(const GraphRequest &request, std::stop_token stop)
{
    if (request.method == "DELETE" && MemberLink::wouldDeleteTheMember(request.path))
        return fail(Error::Kind::Internal, QStringLiteral("DELETE through a membership without /$ref"));
    const bool isReading = request.method == "GET";
    const QString address = versionName(request.version) + request.path;
    if (isReading && m_recalled)
        if (auto known = m_recalled->find(address, m_trust))
            return *known;
    auto answer = ask(request, stop);
    if (isReading && m_remembered)
        m_remembered->keep(address, answer);
    if (!isReading && answer) {
        m_receipts.append({ request.endpoint, answer->requestId, answer->clientRequestId });
        qCInfo(logGraph).noquote() << request.endpoint << answer->status << answer->requestId;
    }
    return answer;
}

Result<GraphResponse> GraphClient::ask(const GraphRequest &request, std::stop_token stop)
{
    Retry retry(request.method != "POST");
    bool wasAuthorizedAgain = false, hasTriedNewer = false;
    for (bool isRetry = false;; isRetry = true) {
        Try attempt = once(request, isRetry, stop);
        if (attempt.result)
            return std::move(attempt.result);

        const Error error = attempt.result.error();
        const bool canStepUp = error.kind == Error::Kind::StepUpNeeded && !error.claims.isEmpty();
        if ((canStepUp || error.kind == Error::Kind::Unauthorized) && !wasAuthorizedAgain) {
            if (!std::exchange(hasTriedNewer, true) && isTokenReplaced(request, stop))
                continue;
            wasAuthorizedAgain = true;
            if (auto again = authorizeAgain(error, stop); !again)
                return fail(std::move(again).error());
            continue;
        }

        const Retry::Next next = retry.after(error);
        qCDebug(logGraph).noquote() << request.endpoint << name(error.kind) << error.httpStatus << error.requestId;
        if (next == Retry::Next::GiveUp)
            return fail(error);
        if (next == Retry::Next::LookWhetherItArrived) {
            if (!request.didArrive)
                return fail(error);
            const auto arrived = lookWhetherItArrived(request, stop);
            if (!arrived)
                return fail(arrived.error().isCancelled() ? arrived.error() : error);
            if (*arrived)
                return GraphResponse{ 200, {}, {}, error.requestId, {}, {} };
            continue;
        }
        // The pacing of the policy service waits by itself after a 429.
        if (request.pace == GraphRequest::Lane::ConditionalAccess && error.kind == Error::Kind::Throttled)
            continue;
        const auto pause = retry.pause(attempt.retryAfter);
        if (!pause)
            return fail(error);
        if (!m_clock.sleep(*pause, stop))
            return fail(Error::Kind::Cancelled);
    }
}

Result<GraphPage> GraphClient::page(const GraphRequest &request, std::stop_token stop)
{
    const auto answer = send(request, stop);
    if (!answer)
        return fail(answer.error());
    const QJsonValue value = answer->json.value(QLatin1String("value"));
    if (!value.isArray())
        return fail(Error::Kind::Malformed, request.endpoint + QStringLiteral(": no value array"));
    const QString link = answer->json.value(QLatin1String("@odata.nextLink")).toString();
    if (link.isEmpty())
        return GraphPage{ value.toArray(), request.path, {} };
    const auto next = pathOfNextLink(link, m_cloud.graph, QLatin1Char('/') + versionName(request.version));
    if (!next || *next == request.path)
        return fail(Error::Kind::Malformed, request.endpoint + QStringLiteral(": nextLink leads elsewhere"));
    return GraphPage{ value.toArray(), request.path, *next };
}

Result<QList<GraphPage>> GraphClient::pages(GraphRequest request, std::stop_token stop)
{
    static constexpr int mostPages = 1000;
    QList<GraphPage> all;
    while (all.size() < mostPages) {
        const auto one = page(request, stop);
        if (!one)
            return fail(one.error());
        all.append(*one);
        if (one->next.isEmpty())
            return all;
        request.path = one->next;
    }
    return fail(Error::Kind::TooLarge, request.endpoint);
}

Result<QJsonArray> GraphClient::list(GraphRequest request, std::stop_token stop)
{
    const auto all = pages(std::move(request), stop);
    if (!all)
        return fail(all.error());
    QJsonArray value;
    for (const GraphPage &one : *all)
        for (const QJsonValue &element : one.value)
            value.append(element);
    return value;
}

QList<GraphReceipt> GraphClient::takeReceipts()
{
    return std::exchange(m_receipts, {});
}

void GraphClient::recall(const ResponseCache &answers, std::chrono::seconds trust)
{
    m_recalled = &answers;
    m_trust = trust;
}

} // namespace bg
